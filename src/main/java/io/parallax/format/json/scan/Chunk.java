package io.parallax.format.json.scan;

/// A part of an array's text. It begins after the array's first brackets or after a comma, and ends
/// after a comma or after the array's last bracket. Places are counted from the next byte of the
/// body.
///
/// @param start the place of the first byte
/// @param end the place after the last byte
/// @param commas the number of commas in the text
/// @param isLast whether the text ends with the array
record Chunk(long start, long end, long commas, boolean isLast) {
  /// Whether there is no text.
  boolean isEmpty() {
    return start == end;
  }

  /// The number of elements. A comma follows each element except the last, because no array within
  /// the array is empty.
  long elements() {
    return isLast ? commas + 1 : commas;
  }
}

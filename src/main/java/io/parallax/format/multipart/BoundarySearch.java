package io.parallax.format.multipart;

import java.util.Arrays;

/// Finds the bytes that end a part. Looks at about one byte in as many as the delimiter has (R. N.
/// Horspool, "Practical fast searching in strings", Software: Practice and Experience 10, 1980).
final class BoundarySearch {
  private final byte[] delimiter;
  private final int[] skips = new int[1 << Byte.SIZE];

  BoundarySearch(byte[] delimiter) {
    this.delimiter = delimiter;
    Arrays.fill(skips, delimiter.length);
    for (int i = 0; i < delimiter.length - 1; i++) {
      skips[delimiter[i] & 0xFF] = delimiter.length - 1 - i;
    }
  }

  int length() {
    return delimiter.length;
  }

  /// The index of the first delimiter that lies between two indexes; -1 if there is none.
  int find(byte[] bytes, int from, int to) {
    int last = delimiter.length - 1;
    for (int at = from + last; at < to; at += skips[bytes[at] & 0xFF]) {
      if (bytes[at] == delimiter[last]
          && Arrays.equals(bytes, at - last, at + 1, delimiter, 0, delimiter.length)) {
        return at - last;
      }
    }
    return -1;
  }
}

package io.parallax.format.json.scan;

import io.parallax.format.Lookahead;
import io.parallax.type.Shape;
import java.util.Optional;

/// The brackets and white space before the first element of an array.
///
/// @param rank the number of dimensions: the brackets, with the one before them
/// @param byteCount the number of bytes
/// @param lines the lines that end in them
record Opening(int rank, long byteCount, Lines lines) {
  /// An opening may have this many bytes.
  private static final int MOST_BYTES = 256;

  /// The opening at the body's next byte; empty if no number, `null` or string follows.
  static Optional<Opening> read(Lookahead body) {
    byte[] text = new byte[(int) Math.min(MOST_BYTES, body.remaining())];
    body.look(0, text, 0, text.length);
    Lines lines = new Lines();
    int rank = 1;
    for (int index = 0; index < text.length && rank <= Shape.MAX_RANK; index++) {
      switch (text[index]) {
        case '[' -> rank++;
        case '\n', '\r' -> lines.see(text[index], index);
        case ' ', '\t' -> {}
        case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'n', '"' -> {
          return Optional.of(new Opening(rank, index, lines));
        }
        default -> {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }
}

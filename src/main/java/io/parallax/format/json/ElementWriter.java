package io.parallax.format.json;

import io.parallax.array.NDArray;
import io.parallax.format.OutputOptions;
import java.io.IOException;
import java.io.OutputStream;

/// Writes the elements of an array as JSON values, with commas between them ([ElementText]). The
/// elements of a large array are turned into text on several cores, if they are free
/// ([TextPieces]). Not thread safe.
final class ElementWriter {
  private static final int PIECE_ELEMENTS = 512;

  /// A number of elements that takes about as long to turn into text (half a millisecond) as it
  /// takes to wake all cores many times over.
  private static final long PARALLEL_ELEMENTS = 16 * 1024;

  private final OutputStream stream;
  private final ElementText text;
  private final TextPieces pieces;

  /// @param pieces shared by all writers
  ElementWriter(OutputStream stream, OutputOptions options, TextPieces pieces) {
    this.stream = stream;
    this.text = new ElementText(options);
    this.pieces = pieces;
  }

  /// Writes the elements from 0 to before `end`, without brackets.
  void write(NDArray array, long end) throws IOException {
    boolean written = end >= PARALLEL_ELEMENTS && pieces.write(text, array, end, stream);
    if (!written) {
      writeAlone(array, end);
    }
  }

  private void writeAlone(NDArray array, long end) throws IOException {
    byte[] piece = new byte[(int) Math.min(end, PIECE_ELEMENTS) * ElementText.ELEMENT_BYTES];
    for (long from = 0; from < end; from += PIECE_ELEMENTS) {
      int bytes = text.put(array, from, Math.min(from + PIECE_ELEMENTS, end), piece);
      stream.write(piece, 0, bytes);
    }
  }
}

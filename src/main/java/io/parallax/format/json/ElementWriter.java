package io.parallax.format.json;

import io.parallax.array.NDArray;
import io.parallax.format.OutputOptions;
import io.parallax.format.OutputOptions.Float32As;
import io.parallax.format.OutputOptions.Int64As;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/// Writes elements as JSON values, with commas between them. A float is written with the shortest
/// digits that read back as the same float (Giulietti's algorithm in [Double#toString(double)],
/// always with a decimal point or exponent). A value that is not finite is written as a string. Not
/// thread safe.
///
/// Characters are collected in one builder, which is written and emptied whenever it is full, so no
/// object is made per element.
final class ElementWriter {
  private static final int CHUNK_CHARACTERS = 16 * 1024;

  /// The most characters of one element, with comma and quotes.
  private static final int ELEMENT_CHARACTERS = 32;

  private final OutputStream stream;
  private final boolean quoteInt64;
  private final boolean exactFloat32;
  private final StringBuilder chunk = new StringBuilder(CHUNK_CHARACTERS + ELEMENT_CHARACTERS);

  ElementWriter(OutputStream stream, OutputOptions options) {
    this.stream = stream;
    this.quoteInt64 = options.int64As() == Int64As.STRING;
    this.exactFloat32 = options.float32As() == Float32As.DOUBLE;
  }

  /// Writes the elements from 0 to before `end`, without brackets.
  void write(NDArray array, long end) throws IOException {
    MemorySegment segment = array.segment();
    for (long index = 0; index < end; index++) {
      if (index > 0) {
        chunk.append(',');
      }
      switch (array.type()) {
        case BOOL -> chunk.append(segment.get(ValueLayout.JAVA_BYTE, index) != 0);
        case INT32 -> chunk.append(segment.getAtIndex(ValueLayout.JAVA_INT, index));
        case INT64 -> append(segment.getAtIndex(ValueLayout.JAVA_LONG, index));
        case FLOAT32 -> append(segment.getAtIndex(ValueLayout.JAVA_FLOAT, index));
        case FLOAT64 -> append(segment.getAtIndex(ValueLayout.JAVA_DOUBLE, index));
      }
      if (chunk.length() >= CHUNK_CHARACTERS) {
        drain();
      }
    }
    drain();
  }

  private void append(long value) {
    if (quoteInt64) {
      chunk.append('"').append(value).append('"');
    } else {
      chunk.append(value);
    }
  }

  private void append(float value) {
    if (exactFloat32) {
      append((double) value);
    } else if (Float.isFinite(value)) {
      chunk.append(value);
    } else {
      chunk.append('"').append(value).append('"');
    }
  }

  private void append(double value) {
    if (Double.isFinite(value)) {
      chunk.append(value);
    } else {
      chunk.append('"').append(value).append('"');
    }
  }

  private void drain() throws IOException {
    stream.write(chunk.toString().getBytes(StandardCharsets.ISO_8859_1));
    chunk.setLength(0);
  }
}

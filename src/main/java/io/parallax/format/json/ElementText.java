package io.parallax.format.json;

import io.parallax.array.NDArray;
import io.parallax.format.NumberText;
import io.parallax.format.OutputOptions;
import io.parallax.format.OutputOptions.Float32As;
import io.parallax.format.OutputOptions.Int64As;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// The text of elements as JSON values, with commas between them. A float has the shortest digits
/// that read back as the same float (always with a decimal point or exponent). A value that is not
/// finite is a string. Thread safe.
final class ElementText {
  /// The most bytes of one element, with comma and quotes: the room it needs, although its text is
  /// shorter.
  static final int ELEMENT_BYTES = NumberText.MAX_BYTES + 3;

  private final boolean quoteInt64;
  private final boolean exactFloat32;

  ElementText(OutputOptions options) {
    this.quoteInt64 = options.int64As() == Int64As.STRING;
    this.exactFloat32 = options.float32As() == Float32As.DOUBLE;
  }

  /// Writes the elements `from` to before `to`. A comma comes before each element except element 0.
  ///
  /// @param target has room for [#ELEMENT_BYTES] bytes an element
  /// @return the number of bytes written
  int put(NDArray array, long from, long to, byte[] target) {
    MemorySegment segment = array.segment();
    boolean isNarrow = array.arrayType().storage().isNarrow();
    int at = 0;
    for (long index = from; index < to; index++) {
      if (index > 0) {
        target[at++] = ',';
      }
      at =
          switch (array.type()) {
            case BOOL -> NumberText.put(segment.get(ValueLayout.JAVA_BYTE, index) != 0, target, at);
            case INT32 ->
                NumberText.put(
                    isNarrow
                        ? array.bitsAt(index)
                        : segment.getAtIndex(ValueLayout.JAVA_INT, index),
                    target,
                    at);
            case INT64 ->
                put(
                    isNarrow
                        ? array.bitsAt(index)
                        : segment.getAtIndex(ValueLayout.JAVA_LONG, index),
                    target,
                    at);
            case FLOAT32 ->
                put(
                    isNarrow
                        ? Float.intBitsToFloat((int) array.bitsAt(index))
                        : segment.getAtIndex(ValueLayout.JAVA_FLOAT, index),
                    target,
                    at);
            case FLOAT64 -> put(segment.getAtIndex(ValueLayout.JAVA_DOUBLE, index), target, at);
          };
    }
    return at;
  }

  private int put(long value, byte[] target, int at) {
    if (!quoteInt64) {
      return NumberText.put(value, target, at);
    }
    target[at] = '"';
    return closed(target, NumberText.put(value, target, at + 1));
  }

  private int put(float value, byte[] target, int at) {
    if (exactFloat32) {
      return put((double) value, target, at);
    }
    if (Float.isFinite(value)) {
      return NumberText.put(value, target, at);
    }
    target[at] = '"';
    return closed(target, NumberText.put(value, target, at + 1));
  }

  private static int put(double value, byte[] target, int at) {
    if (Double.isFinite(value)) {
      return NumberText.put(value, target, at);
    }
    target[at] = '"';
    return closed(target, NumberText.put(value, target, at + 1));
  }

  private static int closed(byte[] target, int at) {
    target[at] = '"';
    return at + 1;
  }
}

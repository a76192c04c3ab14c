package io.parallax.kernel.block.loop;

import io.parallax.type.DataType;
import java.lang.foreign.ValueLayout;

/// Elements of blocks as bits (see [io.parallax.type.Scalar]). The type is a constant to the
/// compiler here, so comparisons with the type fold; a `switch` over an enum would not fold.
public final class Bits {
  private Bits() {}

  /// The bits of an element.
  ///
  /// @param at the address of element 0
  public static long read(DataType type, long at, int index) {
    if (type == DataType.BOOL) {
      return Memory.ALL.get(ValueLayout.JAVA_BYTE, at + Memory.bytes(index, Byte.BYTES));
    }
    if (type == DataType.INT32) {
      return Memory.ALL.get(ValueLayout.JAVA_INT, at + Memory.bytes(index, Integer.BYTES));
    }
    if (type == DataType.FLOAT32) {
      int bits = Memory.ALL.get(ValueLayout.JAVA_INT, at + Memory.bytes(index, Integer.BYTES));
      return Integer.toUnsignedLong(bits);
    }
    return Memory.ALL.get(ValueLayout.JAVA_LONG, at + Memory.bytes(index, Long.BYTES));
  }

  /// Writes the bits of an element.
  ///
  /// @param at the address of element 0
  static void write(DataType type, long at, int index, long bits) {
    if (type == DataType.BOOL) {
      Memory.ALL.set(ValueLayout.JAVA_BYTE, at + Memory.bytes(index, Byte.BYTES), (byte) bits);
    } else if (type == DataType.INT32 || type == DataType.FLOAT32) {
      Memory.ALL.set(ValueLayout.JAVA_INT, at + Memory.bytes(index, Integer.BYTES), (int) bits);
    } else {
      Memory.ALL.set(ValueLayout.JAVA_LONG, at + Memory.bytes(index, Long.BYTES), bits);
    }
  }

  /// The value of a float, given its bits.
  static double toDouble(DataType type, long bits) {
    return type == DataType.FLOAT32
        ? Float.intBitsToFloat((int) bits)
        : Double.longBitsToDouble(bits);
  }

  /// The bits of the float that is nearest to a value.
  static long ofDouble(DataType type, double value) {
    return type == DataType.FLOAT32
        ? Integer.toUnsignedLong(Float.floatToRawIntBits((float) value))
        : Double.doubleToRawLongBits(value);
  }
}

package io.parallax.kernel.vector;

import io.parallax.type.DataType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Elements as bits (see [io.parallax.type.Scalar]), where the type is a constant to the compiler:
/// comparisons of a constant fold, a `switch` over an enum does not.
final class Bits {
  private Bits() {}

  /// @param at the offset of element 0, in bytes
  static long read(MemorySegment memory, DataType type, long at, int index) {
    if (type == DataType.BOOL) {
      return memory.get(ValueLayout.JAVA_BYTE, at + index);
    }
    if (type == DataType.INT32) {
      return memory.get(ValueLayout.JAVA_INT, at + (long) index * Integer.BYTES);
    }
    if (type == DataType.FLOAT32) {
      int bits = memory.get(ValueLayout.JAVA_INT, at + (long) index * Integer.BYTES);
      return Integer.toUnsignedLong(bits);
    }
    return memory.get(ValueLayout.JAVA_LONG, at + (long) index * Long.BYTES);
  }

  /// @param at the offset of element 0, in bytes
  static void write(MemorySegment memory, DataType type, long at, int index, long bits) {
    if (type == DataType.BOOL) {
      memory.set(ValueLayout.JAVA_BYTE, at + index, (byte) bits);
    } else if (type == DataType.INT32 || type == DataType.FLOAT32) {
      memory.set(ValueLayout.JAVA_INT, at + (long) index * Integer.BYTES, (int) bits);
    } else {
      memory.set(ValueLayout.JAVA_LONG, at + (long) index * Long.BYTES, bits);
    }
  }

  /// The value of a float's bits.
  static double toDouble(DataType type, long bits) {
    return type == DataType.FLOAT32
        ? Float.intBitsToFloat((int) bits)
        : Double.longBitsToDouble(bits);
  }

  /// The bits of the float nearest to a value.
  static long ofDouble(DataType type, double value) {
    return type == DataType.FLOAT32
        ? Integer.toUnsignedLong(Float.floatToRawIntBits((float) value))
        : Double.doubleToRawLongBits(value);
  }
}

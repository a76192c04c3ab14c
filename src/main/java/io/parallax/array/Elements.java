package io.parallax.array;

import io.parallax.type.DataType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Single elements of slots as bits (see [io.parallax.type.Scalar]).
public final class Elements {
  private Elements() {}

  /// The bits of an element: the value of a bool or integer, the IEEE 754 bits of a float.
  public static long read(MemorySegment memory, DataType type, long index) {
    return switch (type) {
      case BOOL -> memory.get(ValueLayout.JAVA_BYTE, index);
      case INT32 -> memory.getAtIndex(ValueLayout.JAVA_INT, index);
      case INT64, FLOAT64 -> memory.getAtIndex(ValueLayout.JAVA_LONG, index);
      case FLOAT32 -> memory.getAtIndex(ValueLayout.JAVA_INT, index) & 0xFFFF_FFFFL;
    };
  }

  public static void write(MemorySegment memory, DataType type, long index, long bits) {
    switch (type) {
      case BOOL -> memory.set(ValueLayout.JAVA_BYTE, index, (byte) bits);
      case INT32, FLOAT32 -> memory.setAtIndex(ValueLayout.JAVA_INT, index, (int) bits);
      case INT64, FLOAT64 -> memory.setAtIndex(ValueLayout.JAVA_LONG, index, bits);
    }
  }

  /// Writes the result of a reduction to a slot, whose type may be narrower than the result. The
  /// result is the bits of a double where `floating` is set, otherwise an integer.
  public static void writeFinished(
      MemorySegment memory, DataType type, long index, long bits, boolean floating) {
    boolean narrowed = floating && type == DataType.FLOAT32;
    long own = narrowed ? Float.floatToRawIntBits((float) Double.longBitsToDouble(bits)) : bits;
    write(memory, type, index, own);
  }
}

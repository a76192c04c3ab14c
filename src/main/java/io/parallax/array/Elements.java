package io.parallax.array;

import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import io.parallax.type.StorageType;
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

  /// As [#read(MemorySegment, DataType, long)], of an element that is widened from its storage.
  public static long read(MemorySegment memory, StorageType storage, long index) {
    return switch (storage) {
      case BOOL, INT32, INT64, UINT64, FLOAT32, FLOAT64 -> read(memory, storage.computing(), index);
      case INT8 -> memory.get(ValueLayout.JAVA_BYTE, index);
      case UINT8 -> Byte.toUnsignedInt(memory.get(ValueLayout.JAVA_BYTE, index));
      case INT16 -> memory.getAtIndex(ValueLayout.JAVA_SHORT, index);
      case UINT16 -> Short.toUnsignedInt(memory.getAtIndex(ValueLayout.JAVA_SHORT, index));
      case UINT32 -> Integer.toUnsignedLong(memory.getAtIndex(ValueLayout.JAVA_INT, index));
      case FLOAT16 ->
          Scalar.of(Float.float16ToFloat(memory.getAtIndex(ValueLayout.JAVA_SHORT, index))).bits();
    };
  }

  /// Writes an element to its storage.
  ///
  /// @param bits of a value that the storage holds exactly
  public static void write(MemorySegment memory, StorageType storage, long index, long bits) {
    switch (storage) {
      case BOOL, INT32, INT64, UINT64, FLOAT32, FLOAT64 ->
          write(memory, storage.computing(), index, bits);
      case INT8, UINT8 -> memory.set(ValueLayout.JAVA_BYTE, index, (byte) bits);
      case INT16, UINT16 -> memory.setAtIndex(ValueLayout.JAVA_SHORT, index, (short) bits);
      case UINT32 -> memory.setAtIndex(ValueLayout.JAVA_INT, index, (int) bits);
      case FLOAT16 ->
          memory.setAtIndex(
              ValueLayout.JAVA_SHORT,
              index,
              Float.floatToFloat16(Float.intBitsToFloat((int) bits)));
    }
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

package io.parallax.array;

import io.parallax.type.DataType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;

/// Fills ranges of arrays through a small heap array that stays in the L1 cache. C2 vectorises
/// loops over heap arrays but not over segments, and one loop serves every element type.
final class BlockFill {
  /// The number of elements computed at a time.
  static final int BLOCK = 1024;

  private BlockFill() {}

  /// Computes consecutive int64 elements.
  interface Longs {
    /// Fills the start of a block.
    ///
    /// @param first index of the first element, which goes to `block[0]`
    void compute(long first, long[] block, int count);
  }

  /// Computes consecutive float64 elements.
  interface Doubles {
    /// Fills the start of a block.
    ///
    /// @param first index of the first element, which goes to `block[0]`
    void compute(long first, double[] block, int count);
  }

  /// Fills an array from integers. The caller has checked that the type holds them.
  static void longs(Longs source, DataType type, MemorySegment target, long from, long to) {
    long[] block = new long[blockLength(from, to)];
    for (long at = from; at < to; at += BLOCK) {
      int count = blockLength(at, to);
      source.compute(at, block, count);
      if (type.isFloating()) {
        toBits(block, count, type);
      }
      storeBits(block, count, type, target, at);
    }
  }

  /// Fills a float32 or float64 array; float32 rounds to nearest.
  static void doubles(Doubles source, DataType type, MemorySegment target, long from, long to) {
    double[] block = new double[blockLength(from, to)];
    for (long at = from; at < to; at += BLOCK) {
      int count = blockLength(at, to);
      source.compute(at, block, count);
      storeDoubles(block, count, type, target, at);
    }
  }

  /// Writes elements, given as [io.parallax.type.Scalar] bits, to index `at` and the following
  /// ones.
  static void storeBits(long[] bits, int count, DataType type, MemorySegment target, long at) {
    switch (type) {
      case INT64, FLOAT64 ->
          MemorySegment.copy(bits, 0, target, ValueLayout.JAVA_LONG, at * Long.BYTES, count);
      case INT32, FLOAT32 -> {
        for (int i = 0; i < count; i++) {
          target.setAtIndex(ValueLayout.JAVA_INT, at + i, (int) bits[i]);
        }
      }
      case BOOL -> {
        for (int i = 0; i < count; i++) {
          target.set(ValueLayout.JAVA_BYTE, at + i, (byte) bits[i]);
        }
      }
    }
  }

  private static void storeDoubles(
      double[] values, int count, DataType type, MemorySegment target, long at) {
    if (type == DataType.FLOAT64) {
      MemorySegment.copy(values, 0, target, ValueLayout.JAVA_DOUBLE, at * Double.BYTES, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      target.setAtIndex(ValueLayout.JAVA_FLOAT, at + i, (float) values[i]);
    }
  }

  private static void toBits(long[] block, int count, DataType type) {
    for (int i = 0; i < count; i++) {
      block[i] =
          type == DataType.FLOAT64
              ? Double.doubleToRawLongBits((double) block[i])
              : Float.floatToRawIntBits((float) block[i]);
    }
  }

  private static int blockLength(long at, long to) {
    return Math.toIntExact(Math.min(BLOCK, to - at));
  }

  /// Refuses a range outside an array of `elementCount` elements.
  static void checkRange(long from, long to, long elementCount) {
    Objects.checkFromToIndex(from, to, elementCount);
  }
}

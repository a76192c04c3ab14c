package io.parallax.kernel.block;

import static io.parallax.kernel.block.loop.Memory.ALL;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import io.parallax.kernel.block.loop.Memory;
import io.parallax.type.StorageType;

/// Copies elements from a narrow storage type to the type that is computed in. Addresses are those
/// of [Memory#ALL].
final class Widening {
  private Widening() {}

  /// @param stride the distance of elements read, in elements
  /// @param count at most [io.parallax.kernel.block.loop.Block#SIZE]
  static void copy(StorageType storage, long from, long stride, long to, int count) {
    long step = stride * storage.byteWidth();
    switch (storage) {
      case INT8 -> int8(from, step, to, count);
      case UINT8 -> uint8(from, step, to, count);
      case INT16 -> int16(from, step, to, count);
      case UINT16 -> uint16(from, step, to, count);
      case UINT32 -> uint32(from, step, to, count);
      case FLOAT16 -> float16(from, step, to, count);
      case BOOL, INT32, INT64, UINT64, FLOAT32, FLOAT64 ->
          throw new IllegalArgumentException(storage + " is not widened");
    }
  }

  private static void int8(long from, long step, long to, int count) {
    for (int i = 0; i < count; i++) {
      ALL.set(JAVA_INT, to + Memory.bytes(i, Integer.BYTES), ALL.get(JAVA_BYTE, at(from, i, step)));
    }
  }

  private static void uint8(long from, long step, long to, int count) {
    for (int i = 0; i < count; i++) {
      int value = Byte.toUnsignedInt(ALL.get(JAVA_BYTE, at(from, i, step)));
      ALL.set(JAVA_INT, to + Memory.bytes(i, Integer.BYTES), value);
    }
  }

  private static void int16(long from, long step, long to, int count) {
    for (int i = 0; i < count; i++) {
      int value = ALL.get(JAVA_SHORT, at(from, i, step));
      ALL.set(JAVA_INT, to + Memory.bytes(i, Integer.BYTES), value);
    }
  }

  private static void uint16(long from, long step, long to, int count) {
    for (int i = 0; i < count; i++) {
      int value = Short.toUnsignedInt(ALL.get(JAVA_SHORT, at(from, i, step)));
      ALL.set(JAVA_INT, to + Memory.bytes(i, Integer.BYTES), value);
    }
  }

  private static void uint32(long from, long step, long to, int count) {
    for (int i = 0; i < count; i++) {
      long value = Integer.toUnsignedLong(ALL.get(JAVA_INT, at(from, i, step)));
      ALL.set(JAVA_LONG, to + Memory.bytes(i, Long.BYTES), value);
    }
  }

  private static void float16(long from, long step, long to, int count) {
    for (int i = 0; i < count; i++) {
      float value = Float.float16ToFloat(ALL.get(JAVA_SHORT, at(from, i, step)));
      ALL.set(JAVA_FLOAT, to + Memory.bytes(i, Float.BYTES), value);
    }
  }

  private static long at(long from, int index, long step) {
    return Memory.address(from + index * step);
  }
}

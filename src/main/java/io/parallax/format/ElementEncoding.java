package io.parallax.format;

import io.parallax.type.StorageType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// How the elements of an array are sent: one after the other, each in as many bytes as its type
/// has. A bool is one byte, 0 or 1.
public record ElementEncoding(StorageType type, ByteOrder order) {

  /// How an array holds the elements.
  public StorageType held() {
    return type.held();
  }

  /// Whether elements are the bytes of the array's elements in memory, whatever they are.
  boolean isAsInMemory() {
    return order == ByteOrder.nativeOrder()
        && type != StorageType.BOOL
        && type != StorageType.UINT64;
  }

  /// Writes elements as an array holds them. Without effect on the position of `stored`, whose
  /// order must be [#order].
  ///
  /// @param stored the elements from index 0 on
  /// @param target elements of the type [#held]
  /// @param at the index of the first one in `target`
  /// @return the number of elements before the first one that an array cannot hold; `count` where
  ///   it can hold all
  int copy(ByteBuffer stored, int count, MemorySegment target, long at) {
    switch (type) {
      case BOOL -> {
        return bools(stored, count, target, at);
      }
      case UINT64 -> {
        return unsigned64(stored, count, target, at);
      }
      case INT8, UINT8 -> {
        for (int i = 0; i < count; i++) {
          target.set(ValueLayout.JAVA_BYTE, at + i, stored.get(i));
        }
      }
      case INT16, UINT16, FLOAT16 -> {
        for (int i = 0; i < count; i++) {
          target.setAtIndex(ValueLayout.JAVA_SHORT, at + i, stored.getShort(i * Short.BYTES));
        }
      }
      case INT32, UINT32, FLOAT32 -> {
        for (int i = 0; i < count; i++) {
          target.setAtIndex(ValueLayout.JAVA_INT, at + i, stored.getInt(i * Integer.BYTES));
        }
      }
      case INT64, FLOAT64 -> {
        for (int i = 0; i < count; i++) {
          target.setAtIndex(ValueLayout.JAVA_LONG, at + i, stored.getLong(i * Long.BYTES));
        }
      }
    }
    return count;
  }

  /// Why the first element of `stored` has no value in the computing type.
  String refusal(ByteBuffer stored) {
    return type == StorageType.BOOL
        ? "a bool is a byte 0 or 1, not " + Byte.toUnsignedInt(stored.get(0))
        : beyondInt64(stored.getLong(0));
  }

  /// Why an element of uint64 has no value in int64.
  public static String beyondInt64(long bits) {
    return ("%s is outside uint64 as it is read as int64, which holds 0 to %d; float64 would hold"
            + " the nearest")
        .formatted(Long.toUnsignedString(bits), Long.MAX_VALUE);
  }

  private static int bools(ByteBuffer stored, int count, MemorySegment target, long at) {
    for (int i = 0; i < count; i++) {
      byte value = stored.get(i);
      if ((value & ~1) != 0) {
        return i;
      }
      target.set(ValueLayout.JAVA_BYTE, at + i, value);
    }
    return count;
  }

  private static int unsigned64(ByteBuffer stored, int count, MemorySegment target, long at) {
    for (int i = 0; i < count; i++) {
      long value = stored.getLong(i * Long.BYTES);
      if (value < 0) {
        return i;
      }
      target.setAtIndex(ValueLayout.JAVA_LONG, at + i, value);
    }
    return count;
  }
}

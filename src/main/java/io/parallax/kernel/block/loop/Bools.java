package io.parallax.kernel.block.loop;

import java.lang.foreign.ValueLayout;

/// Consecutive bools in memory, each a byte 0 or 1.
public final class Bools {
  private static final ValueLayout.OfLong EIGHT = ValueLayout.JAVA_LONG_UNALIGNED;

  private Bools() {}

  /// The next `count` bools as bits. The first bool is the lowest bit.
  ///
  /// @param count 2, 4, or a multiple of 8 up to 64
  public static long read(long at, int count) {
    if (count == 2) {
      return packTwo(Memory.ALL.get(ValueLayout.JAVA_SHORT_UNALIGNED, at));
    }
    if (count == 4) {
      return packFour(Memory.ALL.get(ValueLayout.JAVA_INT_UNALIGNED, at));
    }
    long bits = packEight(Memory.ALL.get(EIGHT, at));
    for (int i = Long.BYTES; i < count; i += Long.BYTES) {
      bits |= packEight(Memory.ALL.get(EIGHT, at + i)) << i;
    }
    return bits;
  }

  /// Writes `count` bits as bools, the lowest bit first.
  ///
  /// @param count 2 or 4
  public static void write(long at, int count, long bits) {
    if (count == 2) {
      Memory.ALL.set(ValueLayout.JAVA_SHORT_UNALIGNED, at, spreadTwo((int) bits));
    } else {
      Memory.ALL.set(ValueLayout.JAVA_INT_UNALIGNED, at, spreadFour((int) bits));
    }
  }

  /// Moves byte k to bit k. The bit 56 − 7k of the factor moves byte k, which is at bit 8k, to bit
  /// 56 + k, and no other product of bits is at bit 56 + k. Bytes past the end of a block that are
  /// not bools affect their own bit only.
  private static long packEight(long bytes) {
    return ((bytes & 0x0101_0101_0101_0101L) * 0x0102_0408_1020_4080L) >>> 56;
  }

  private static int packFour(int bytes) {
    return (((bytes & 0x0101_0101) * 0x0102_0408) >>> 24) & 0xF;
  }

  private static int packTwo(short bytes) {
    return (bytes & 1) | ((bytes >>> 7) & 2);
  }

  private static int spreadFour(int bits) {
    return (bits * 0x0020_4081) & 0x0101_0101;
  }

  private static short spreadTwo(int bits) {
    return (short) ((bits | (bits << 7)) & 0x0101);
  }

  /// Whether any bool is true. Reads whole groups of eight bytes; bytes past the end may count,
  /// too.
  public static boolean any(long at, int length) {
    long found = 0;
    for (int i = 0; i < length; i += Long.BYTES) {
      found |= Memory.ALL.get(EIGHT, at + i);
    }
    return found != 0;
  }

  /// The number of true bools.
  public static long count(long at, int length) {
    long count = 0;
    int i = 0;
    for (; i <= length - Long.BYTES; i += Long.BYTES) {
      count += Long.bitCount(Memory.ALL.get(EIGHT, at + i));
    }
    for (; i < length; i++) {
      count += Memory.ALL.get(ValueLayout.JAVA_BYTE, at + i);
    }
    return count;
  }
}

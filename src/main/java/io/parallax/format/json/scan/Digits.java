package io.parallax.format.json.scan;

/// Decimal digits of text, eight at a time (D. Lemire, "Quickly parsing eight digits", 2018). Eight
/// bytes are a `long` with the first byte in the lowest bits, in which a digit is its value.
final class Digits {
  /// The factor by which eight more digits move those before them.
  static final long EIGHT_MORE = 100_000_000;

  private static final long ZEROS = 0x3030_3030_3030_3030L;
  private static final int[] POWERS_OF_TEN = {
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000
  };

  private Digits() {}

  /// Eight bytes of a text.
  static long eight(byte[] text, int at) {
    return Window.eight(text, at) ^ ZEROS;
  }

  /// The number of digits before the first byte that is none; 8 if all are digits.
  static int leading(long eight) {
    // The highest bit of the first byte above 9 is set, and of no byte before.
    long others = ((eight + 0x7676_7676_7676_7676L) | eight) & 0x8080_8080_8080_8080L;
    return Long.numberOfTrailingZeros(others) >>> 3;
  }

  /// The number that the first digits are.
  ///
  /// @param count less than 8
  static long value(long eight, int count) {
    return value((eight << (Byte.SIZE * (7 - count))) << Byte.SIZE); // by 64 bits in two steps
  }

  /// The number that digits are with the first of others after them. The digits before are at most
  /// 19 with the others, or the number means nothing.
  ///
  /// @param count less than 8
  static long appended(long digits, long eight, int count) {
    return POWERS_OF_TEN[count] * digits + value(eight, count);
  }

  /// The number that all eight digits are: pairs, then fours, then all are joined, each step at
  /// once.
  static long value(long eight) {
    long pairs = eight * 10 + (eight >>> 8);
    long upper = (pairs & 0x0000_00FF_0000_00FFL) * (100 + (1_000_000L << 32));
    long lower = ((pairs >>> 16) & 0x0000_00FF_0000_00FFL) * (1 + (10_000L << 32));
    return (upper + lower) >>> 32;
  }
}

package io.parallax.kernel.order;

/// Maps doubles to longs that sort in the same order. −0 sorts before +0.
final class OrderedKey {
  /// The key of every NaN; greater than every other key.
  static final long NAN = Long.MAX_VALUE;

  private OrderedKey() {}

  static long of(double value) {
    return Double.isNaN(value) ? NAN : flipped(Double.doubleToRawLongBits(value));
  }

  static double value(long key) {
    return Double.longBitsToDouble(flipped(key));
  }

  /// Inverts all bits of a negative double except the sign, because the magnitude of a negative
  /// double grows with its bits.
  private static long flipped(long bits) {
    return bits ^ ((bits >> (Long.SIZE - 1)) & Long.MAX_VALUE);
  }
}

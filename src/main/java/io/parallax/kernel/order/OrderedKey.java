package io.parallax.kernel.order;

/// Doubles as longs in the same order, −0 before +0.
final class OrderedKey {
  /// Less than every key: stands for no element.
  static final long NONE = Long.MIN_VALUE;

  /// The one key of NaN, greater than every other.
  static final long NAN = Long.MAX_VALUE;

  private OrderedKey() {}

  static long of(double value) {
    return Double.isNaN(value) ? NAN : flipped(Double.doubleToRawLongBits(value));
  }

  static double value(long key) {
    return Double.longBitsToDouble(flipped(key));
  }

  /// The magnitude of a negative double grows with its bits: all but the sign are inverted.
  private static long flipped(long bits) {
    return bits ^ ((bits >> (Long.SIZE - 1)) & Long.MAX_VALUE);
  }
}

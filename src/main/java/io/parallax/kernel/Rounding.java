package io.parallax.kernel;

import java.math.BigInteger;

/// Rounds exact quotients to floats: to nearest, ties to even.
final class Rounding {
  /// The least place of a double: its last bit counts 2^−1074.
  private static final int LEAST_EXPONENT = -1074;

  private static final int FLOAT_LEAST_EXPONENT = -149;
  private static final int DOUBLE_BITS = 53;
  private static final int FLOAT_BITS = 24;

  private Rounding() {}

  /// `numerator` · 2^−1074 / `denominator` as a double. +0 for a numerator of zero.
  static double toDouble(BigInteger numerator, BigInteger denominator) {
    return round(numerator, denominator, DOUBLE_BITS, 0);
  }

  /// `numerator` · 2^−1074 / `denominator` as a float.
  static float toFloat(BigInteger numerator, BigInteger denominator) {
    int leastPlace = FLOAT_LEAST_EXPONENT - LEAST_EXPONENT;
    return (float) round(numerator, denominator, FLOAT_BITS, leastPlace);
  }

  /// Rounds to so many bits, or to fewer where the last bit would be below the least place. A
  /// magnitude beyond the range of double gives infinity.
  private static double round(
      BigInteger numerator, BigInteger denominator, int bits, int leastPlace) {
    if (numerator.signum() == 0) {
      return 0;
    }
    BigInteger magnitude = numerator.abs();
    BigInteger whole = magnitude.divide(denominator);
    int place = Math.max(whole.bitLength() - bits, leastPlace);
    BigInteger unit = denominator.shiftLeft(place);
    BigInteger[] parts = magnitude.divideAndRemainder(unit);
    long mantissa = parts[0].longValueExact();
    int half = parts[1].shiftLeft(1).compareTo(unit);
    if (half > 0 || (half == 0 && (mantissa & 1) != 0)) {
      mantissa++;
    }
    double rounded = scaled(mantissa, place + LEAST_EXPONENT);
    return numerator.signum() < 0 ? -rounded : rounded;
  }

  /// The product of a number of at most 53 bits and a power of two. It is a double or beyond the
  /// range.
  private static double scaled(long mantissa, int exponent) {
    return Math.scalb((double) mantissa, exponent);
  }
}

package io.parallax.mathematics;

import io.parallax.program.Value;

/// A positive normal float64 as `significand · 2^exponent` with √½ ≤ significand < √2.
///
/// @param exponent an integer as a float64
record Binade(Value significand, Value exponent) {
  private static final long ROOT_HALF = 0x3fe6a09e667f3bcdL;
  private static final long EXPONENT_BITS = -1L << 52;

  /// Adding it to an integer, as bits or as a float64, makes a float64 that holds the integer in
  /// its lowest bits.
  private static final double SHIFTER = 0x1.8p52;

  private static final long SHIFTER_BITS = 0x4338000000000000L;

  /// For any other value the result is some number without a meaning.
  static Binade of(Value x) {
    Value bits = x.bits();
    Value above = bits.minus(ROOT_HALF);
    Value significand = bits.minus(above.and(EXPONENT_BITS)).asFloat();
    Value exponent = above.shiftRight(52).plus(SHIFTER_BITS).asFloat().minus(SHIFTER);
    return new Binade(significand, exponent);
  }
}

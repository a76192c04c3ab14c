package io.parallax.format.json;

/// Decimal fractions to float32, rounded once. Rounding to float64 first may give another float32
/// where the float64 lies exactly between two: 7.038531e-26 is such a number.
final class FloatRounding {
  private static final long BITS_BELOW_FLOAT = (1L << 29) - 1;
  private static final long HALF = 1L << 28;

  /// Times a float32 subnormal's unit, 2⁻¹⁴⁹, this is one half.
  private static final double SUBNORMAL_HALVES = 0x1p150;

  private FloatRounding() {}

  /// Whether a float64 is finite, of a magnitude that float32 does not round to a subnormal, and
  /// not [#isBetween]: a cheaper test, true of nearly all numbers but 0.
  static boolean isPlain(double value) {
    double magnitude = Math.abs(value);
    return magnitude >= Float.MIN_NORMAL
        && magnitude <= Double.MAX_VALUE
        && (Double.doubleToRawLongBits(value) & BITS_BELOW_FLOAT) != HALF;
  }

  /// Whether a finite float64 lies exactly between two adjacent float32, so that a decimal it was
  /// rounded from may belong to either.
  static boolean isBetween(double value) {
    double magnitude = Math.abs(value);
    if (magnitude < Float.MIN_NORMAL) {
      double halves = magnitude * SUBNORMAL_HALVES;
      return halves == Math.rint(halves) && ((long) halves & 1) == 1;
    }
    return (Double.doubleToRawLongBits(value) & BITS_BELOW_FLOAT) == HALF;
  }
}

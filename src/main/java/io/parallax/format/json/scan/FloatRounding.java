package io.parallax.format.json.scan;

/// Rounds decimal fractions to float32 in one step. Rounding to float64 first may give another
/// float32 if the float64 lies exactly between two float32: 7.038531e-26 is an example.
public final class FloatRounding {
  private static final long BITS_BELOW_FLOAT = (1L << 29) - 1;
  private static final long HALF = 1L << 28;

  /// A value times this number is the value in halves of the float32 subnormals' unit, 2⁻¹⁴⁹.
  private static final double SUBNORMAL_HALVES = 0x1p150;

  private FloatRounding() {}

  /// Whether a float64 is finite, does not round to a subnormal float32, and does not satisfy
  /// [#isBetween]. This test is cheaper and true of nearly all numbers except 0.
  public static boolean isPlain(double value) {
    double magnitude = Math.abs(value);
    return magnitude >= Float.MIN_NORMAL
        && magnitude <= Double.MAX_VALUE
        && (Double.doubleToRawLongBits(value) & BITS_BELOW_FLOAT) != HALF;
  }

  /// Whether a finite float64 lies exactly between two adjacent float32. The decimal from which it
  /// was rounded may then belong to either.
  public static boolean isBetween(double value) {
    double magnitude = Math.abs(value);
    if (magnitude < Float.MIN_NORMAL) {
      double halves = magnitude * SUBNORMAL_HALVES;
      return halves == Math.rint(halves) && ((long) halves & 1) == 1;
    }
    return (Double.doubleToRawLongBits(value) & BITS_BELOW_FLOAT) == HALF;
  }
}

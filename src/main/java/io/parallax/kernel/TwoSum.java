package io.parallax.kernel;

/// Knuth's TwoSum: the rounding error of an addition of doubles, exactly.
public final class TwoSum {
  private TwoSum() {}

  /// `a` + `b` − `sum`. NaN where the sum is not finite.
  ///
  /// @param sum the rounded `a` + `b`
  public static double error(double a, double b, double sum) {
    double bPart = sum - a;
    return (a - (sum - bPart)) + (b - bPart);
  }
}

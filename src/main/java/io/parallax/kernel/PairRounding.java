package io.parallax.kernel;

/// Roundings of a sum that two doubles represent, where they are certain without exact arithmetic.
public final class PairRounding {
  /// The least magnitude of a sum whose mean and remainders are far from subnormal.
  private static final double LEAST = 0x1p-800;

  /// The greatest number of elements that a double represents exactly, and divides by.
  private static final long MOST = 1L << 53;

  /// Above the relative error of a quotient of rounded numbers, which is below 3 · 2^−53.
  private static final double UNCERTAINTY = 0x1p-50;

  /// The bits of a double that a float has not.
  private static final long REST = (1L << 29) - 1;

  private PairRounding() {}

  /// Whether a double, rounded to float, gives the exact value rounded to float: it does unless the
  /// double lies half way between two floats.
  ///
  /// @param error the exact value less the double, at most half a unit in its last place
  public static boolean isSafe(double value, double error) {
    return error == 0
        || (Math.abs(value) >= Float.MIN_NORMAL
            && Double.isFinite(value)
            && (Double.doubleToRawLongBits(value) & REST) != (REST + 1) / 2);
  }

  /// (`high` + `low`) / `count`, correctly rounded; NaN where this rounding is uncertain here.
  ///
  /// @param single whether the mean must be safe to round to float
  public static double mean(double high, double low, long count, boolean single) {
    double sum = high + low;
    double error = TwoSum.error(high, low, sum);
    if (sum == 0 && error == 0) {
      return 0;
    }
    if (!isModerate(sum, count)) {
      return Double.NaN;
    }
    double quotient = sum / count;
    double rest = Math.fma(-quotient, (double) count, sum);
    if (rest == 0 && (error == 0 || Long.bitCount(count) == 1)) {
      return !single || isSafe(quotient, error) ? quotient : Double.NaN;
    }
    double correction = (rest + error) / count;
    double uncertainty = Math.abs(correction) * UNCERTAINTY;
    double mean = quotient + (correction - uncertainty);
    boolean isCertain = mean == quotient + (correction + uncertainty);
    return isCertain && (!single || isSafe(mean, correction)) ? mean : Double.NaN;
  }

  /// (`high` + `low`) / `count` − `mean`, correctly rounded; NaN where this rounding is uncertain
  /// here.
  ///
  /// @param mean as [#mean] gives it
  static double residual(double high, double low, long count, double mean) {
    double sum = high + low;
    double error = TwoSum.error(high, low, sum);
    if (sum == 0 && error == 0) {
      return 0;
    }
    if (!isModerate(sum, count) || !Double.isFinite(mean)) {
      return Double.NaN;
    }
    double rest = Math.fma(-mean, (double) count, sum);
    double over = rest + error;
    double lost = TwoSum.error(rest, error, over);
    if (over == 0 && lost == 0) {
      return 0;
    }
    double quotient = over / count;
    if (Math.abs(quotient) < Double.MIN_NORMAL * 0x1p60) {
      return Double.NaN;
    }
    double remainder = Math.fma(-quotient, (double) count, over);
    if (remainder == 0 && lost == 0) {
      return quotient;
    }
    double correction = (remainder + lost) / count;
    double uncertainty = Math.abs(correction) * UNCERTAINTY;
    double residual = quotient + (correction - uncertainty);
    return residual == quotient + (correction + uncertainty) ? residual : Double.NaN;
  }

  private static boolean isModerate(double sum, long count) {
    return Math.abs(sum) >= LEAST && Double.isFinite(sum) && count <= MOST;
  }
}

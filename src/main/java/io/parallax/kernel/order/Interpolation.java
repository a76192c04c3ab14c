package io.parallax.kernel.order;

import java.math.BigDecimal;

/// The place of a quantile among sorted elements, as [io.parallax.program.OrderStatistic] defines
/// it, and the value there: `lower + (upper − lower) · fraction`, exact and rounded once.
///
/// @param rank rank of the element at or below the quantile, counted from 0
/// @param fraction fraction of the way from this element to the next, at least 0 and less than 1
record Interpolation(long rank, double fraction) {
  private static final double MIDDLE = 0.5;

  /// Between these magnitudes, and from [#LEAST_FRACTION] on, the products and sums of
  /// [#approximate] neither overflow nor lose bits by underflow.
  private static final double LEAST = 0x1p-800;

  private static final double MOST = 0x1p1000;
  private static final double LEAST_FRACTION = 0x1p-60;

  /// Bounds the relative error of the low part that [#approximate] computes.
  private static final double LOW_ERROR = 0x1p-50;

  private static final long EXACT_INTEGERS = 1L << 53;

  /// @param count the number of elements, at least 1
  static Interpolation of(double quantile, long count) {
    double place = quantile * (count - 1);
    long rank = (long) place;
    return new Interpolation(rank, place - rank);
  }

  /// The float64 nearest to the exact value.
  ///
  /// @param lower at most `upper`
  double between(double lower, double upper) {
    return between(lower, upper, false);
  }

  /// The float32 nearest to the exact value.
  ///
  /// @param lower a float32, at most `upper`
  /// @param upper a float32
  double betweenFloats(double lower, double upper) {
    return between(lower, upper, true);
  }

  /// The float64 nearest to the exact value.
  ///
  /// @param lower at most `upper`
  double between(long lower, long upper) {
    boolean exact =
        Math.min(lower, upper) >= -EXACT_INTEGERS && Math.max(lower, upper) <= EXACT_INTEGERS;
    if (exact || fraction == 0 || lower == upper) {
      return between((double) lower, (double) upper);
    }
    return between(new BigDecimal(lower), new BigDecimal(upper)).doubleValue();
  }

  private double between(double lower, double upper, boolean narrow) {
    if (fraction == 0) {
      return lower;
    }
    if (lower == upper || Double.isInfinite(lower) || Double.isInfinite(upper)) {
      // Zeros of both signs add to +0, infinities of both signs to NaN.
      return lower == upper && lower != 0 ? lower : lower + upper;
    }
    if (fraction == MIDDLE) {
      return middle(lower, upper);
    }
    double most = Math.max(Math.abs(lower), Math.abs(upper));
    if (most >= LEAST && most <= MOST && fraction >= LEAST_FRACTION) {
      double value = approximate(lower, upper, narrow);
      if (!Double.isNaN(value)) {
        return value;
      }
    }
    BigDecimal exact = between(new BigDecimal(lower), new BigDecimal(upper));
    return narrow ? exact.floatValue() : exact.doubleValue();
  }

  /// The sum can only be inexact where half of it is exact, and the other way round. Of float32 the
  /// second rounding, to float32, changes nothing (Figueroa, "When is double rounding innocuous?",
  /// 1995).
  private static double middle(double lower, double upper) {
    double sum = lower + upper;
    return Double.isInfinite(sum) ? lower / 2 + upper / 2 : sum / 2;
  }

  /// In two parts: the difference by TwoSum, its product with the fraction by a fused multiply-add.
  ///
  /// @return the float64 nearest to the exact value, from which a float32 can be rounded if narrow;
  ///   NaN where the error of the low part could decide a rounding
  private double approximate(double lower, double upper, boolean narrow) {
    double step = upper - lower;
    double stepLow = lost(upper, -lower, step);
    double product = step * fraction;
    double productLow = Math.fma(step, fraction, -product);
    double high = lower + product;
    double highLow = lost(lower, product, high);
    double furthest = stepLow * fraction;
    double low = highLow + (productLow + furthest);
    double error =
        (Math.abs(highLow) + Math.abs(productLow) + Math.abs(furthest)) * LOW_ERROR
            + Double.MIN_NORMAL;
    double least = high + (low - error);
    double most = high + (low + error);
    return least == most && !(narrow && isBetweenFloats(most)) ? most : Double.NaN;
  }

  /// Whether the value lies in the middle between two float32. What was rounded to it may lie on
  /// either side of the middle.
  private static boolean isBetweenFloats(double value) {
    double other = 2 * value - (float) value;
    return (float) value != value && (float) other == other;
  }

  /// What the rounded sum of a and b lacks (Knuth's TwoSum).
  private static double lost(double a, double b, double sum) {
    double bPart = sum - a;
    return (a - (sum - bPart)) + (b - bPart);
  }

  private BigDecimal between(BigDecimal lower, BigDecimal upper) {
    return upper.subtract(lower).multiply(new BigDecimal(fraction)).add(lower);
  }
}

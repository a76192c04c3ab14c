package io.parallax.kernel.order;

/// The place of a quantile among sorted elements, as [io.parallax.program.OrderStatistic] defines
/// it.
///
/// @param rank rank of the element at or below the quantile, counted from 0
/// @param fraction fraction of the way from this element to the next, at least 0 and less than 1
record Interpolation(long rank, double fraction) {
  /// @param count the number of elements, at least 1
  static Interpolation of(double quantile, long count) {
    double place = quantile * (count - 1);
    long rank = (long) place;
    return new Interpolation(rank, place - rank);
  }

  double between(double lower, double upper) {
    if (fraction == 0 || lower == upper) {
      return lower;
    }
    double step = upper - lower;
    if (Double.isInfinite(step)) {
      return lower * (1 - fraction) + upper * fraction;
    }
    return fraction < 0.5 ? lower + step * fraction : upper - step * (1 - fraction);
  }
}

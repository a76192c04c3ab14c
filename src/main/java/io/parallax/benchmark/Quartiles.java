package io.parallax.benchmark;

import java.util.Arrays;

/// The quartiles of some times, in nanoseconds, by linear interpolation between the nearest ranks.
public record Quartiles(double lower, double median, double upper) {
  private static final double QUARTER = 0.25;

  /// @param nanos at least one
  static Quartiles of(long[] nanos) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return new Quartiles(at(sorted, QUARTER), at(sorted, 2 * QUARTER), at(sorted, 1 - QUARTER));
  }

  private static double at(long[] sorted, double quantile) {
    double place = quantile * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}

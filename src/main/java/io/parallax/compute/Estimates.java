package io.parallax.compute;

/// Corrects estimates by experience: keeps the ratio of the time that recent requests took to the
/// time that was estimated for them. The ratio is that of the sums, so a long request counts for
/// more than a short one. Thread safe.
final class Estimates {
  /// The factor by which each finished request reduces the weight of the requests before it. About
  /// the last sixteen requests count.
  private static final double REMEMBERED = 15.0 / 16;

  /// The greatest correction: no request is expected to take more than this many times its
  /// estimate, or less than its estimate divided by this number.
  private static final double GREATEST = 20;

  private double estimatedNanos;
  private double tookNanos;

  /// Records a finished request.
  synchronized void add(long estimated, long took) {
    if (estimated > 0) {
      estimatedNanos = REMEMBERED * estimatedNanos + estimated;
      tookNanos = REMEMBERED * tookNanos + took;
    }
  }

  /// The estimate multiplied by the ratio of recent requests.
  synchronized long corrected(long estimated) {
    double ratio = estimatedNanos == 0 ? 1 : tookNanos / estimatedNanos;
    return (long) (estimated * Math.clamp(ratio, 1 / GREATEST, GREATEST));
  }
}

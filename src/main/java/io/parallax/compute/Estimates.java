package io.parallax.compute;

/// What estimates are worth: how many times as long as estimated the last requests have taken, all
/// together, so that a long one counts for more than a short one. Thread safe.
final class Estimates {
  /// What is left of a request's weight after another: about the last sixteen count.
  private static final double REMEMBERED = 15.0 / 16;

  /// No request is expected to take more than this many times its estimate, or this part of it.
  private static final double GREATEST = 20;

  private double estimatedNanos;
  private double tookNanos;

  /// Takes a finished request into account.
  synchronized void add(long estimated, long took) {
    if (estimated > 0) {
      estimatedNanos = REMEMBERED * estimatedNanos + estimated;
      tookNanos = REMEMBERED * tookNanos + took;
    }
  }

  /// An estimate in the light of what the last ones were worth.
  synchronized long corrected(long estimated) {
    double ratio = estimatedNanos == 0 ? 1 : tookNanos / estimatedNanos;
    return (long) (estimated * Math.clamp(ratio, 1 / GREATEST, GREATEST));
  }
}

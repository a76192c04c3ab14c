package io.parallax.compute;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// The time that requests are in work, as a moving mean. Thread safe.
final class ServiceTime {
  /// The weight of the newest request: about the last sixteen requests count.
  private static final double NEWEST_WEIGHT = 1.0 / 8;

  private static final Duration LEAST_WAIT = Duration.ofSeconds(1);

  private final AtomicLong meanNanos = new AtomicLong();

  /// Records a finished request.
  void add(long nanos) {
    meanNanos.updateAndGet(
        mean -> mean == 0 ? nanos : (long) (mean + NEWEST_WEIGHT * (nanos - mean)));
  }

  /// The time in which `requests` requests are done one after the other. Whole seconds, at least
  /// one.
  Duration of(double requests) {
    return wholeSeconds(requests * (double) meanNanos.get());
  }

  /// The mean so far.
  long meanNanos() {
    return meanNanos.get();
  }

  /// The time rounded to whole seconds, at least one.
  static Duration wholeSeconds(double nanos) {
    Duration expected = Duration.ofSeconds((long) Math.ceil(nanos / TimeUnit.SECONDS.toNanos(1)));
    return expected.compareTo(LEAST_WAIT) < 0 ? LEAST_WAIT : expected;
  }
}

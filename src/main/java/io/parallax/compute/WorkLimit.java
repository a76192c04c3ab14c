package io.parallax.compute;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.LongSupplier;

/// The number of requests in work at a time: the least number that keeps the cores busy. Each
/// request computes on every core. One more request in work is of use only while the others read,
/// write or wait. Otherwise it makes all requests slower and holds memory.
///
/// The number is adapted every [#WINDOW]. While requests wait and the process leaves a tenth of its
/// cores idle, one more request is admitted; once the cores are busy, one fewer. Not thread safe,
/// except for [#current].
final class WorkLimit {
  static final Duration WINDOW = Duration.ofMillis(200);

  /// If the process uses less than [#ROOM] of the cores' time, one more request is admitted; if it
  /// uses more than [#BUSY], one fewer.
  private static final double ROOM = 0.9;

  private static final double BUSY = 0.97;

  private final int least;
  private final int most;
  private final int cores;
  private final LongSupplier processorNanos;
  private volatile int current;
  private long windowNanos;
  private long usedNanos;
  private boolean begun;
  private boolean waited;

  /// @param least at least 1
  WorkLimit(int least, int most) {
    this(least, most, Runtime.getRuntime().availableProcessors(), processorTime());
  }

  /// @param processorNanos the processor time that the process has used so far, on all cores
  ///   together
  WorkLimit(int least, int most, int cores, LongSupplier processorNanos) {
    this.least = least;
    this.most = most;
    this.cores = cores;
    this.processorNanos = processorNanos;
    this.current = least;
  }

  int current() {
    return current;
  }

  /// Changes the number if the last window shows that another number is better.
  ///
  /// @param nowNanos of [System#nanoTime]
  /// @param waiting whether requests wait to be admitted
  void adapt(long nowNanos, boolean waiting) {
    waited |= waiting;
    long elapsedNanos = nowNanos - windowNanos;
    if (begun && elapsedNanos < WINDOW.toNanos()) {
      return;
    }
    long used = processorNanos.getAsLong();
    if (begun && elapsedNanos < 2 * WINDOW.toNanos()) {
      double busy = (double) (used - usedNanos) / elapsedNanos / cores;
      if (waited && busy < ROOM) {
        current = Math.min(most, current + 1);
      } else if (busy > BUSY) {
        current = Math.max(least, current - 1);
      }
    }
    begun = true;
    windowNanos = nowNanos;
    usedNanos = used;
    waited = waiting;
  }

  private static LongSupplier processorTime() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return system::getProcessCpuTime;
  }
}

package io.parallax.executor.thread;

import java.util.concurrent.locks.LockSupport;

/// Makes a virtual thread that computes give up its carrier now and then. There is one carrier a
/// core and nothing takes it away: a few long computations would stop every other request, and the
/// health probes with them. One instance serves one thread.
///
/// Parks for a moment, because yielding is not enough: a carrier takes a yielded thread up again at
/// once, and others wait for ever (seen on JDK 25).
final class TimeSlice {
  /// Parking takes less than 100 µs until the thread runs again: below one part in a hundred.
  private static final long SLICE_NANOS = 10_000_000;

  private final boolean virtual = Thread.currentThread().isVirtual();
  private long beganNanos = virtual ? System.nanoTime() : 0;

  /// Gives way when the slice is used up; does nothing on a platform thread.
  void giveWay() {
    if (virtual && System.nanoTime() - beganNanos > SLICE_NANOS) {
      LockSupport.parkNanos(1);
      beganNanos = System.nanoTime();
    }
  }
}

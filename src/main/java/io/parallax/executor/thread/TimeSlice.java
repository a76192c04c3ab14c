package io.parallax.executor.thread;

import java.util.concurrent.locks.LockSupport;

/// Makes a virtual thread that computes give up its carrier from time to time. There is one carrier
/// for each core, and the JVM takes a carrier away from no virtual thread: a few long computations
/// would stop every other request, and the health probes with them. One instance serves one thread.
///
/// The thread parks for a moment, because yielding is not enough: a carrier resumes a yielded
/// thread at once, and other threads wait forever (seen on JDK 25).
final class TimeSlice {
  /// The time between two pauses. A parked thread runs again in less than 100 µs, which is below
  /// one part in a hundred.
  private static final long SLICE_NANOS = 10_000_000;

  private final boolean virtual = Thread.currentThread().isVirtual();
  private long beganNanos = virtual ? System.nanoTime() : 0;

  /// Parks when the slice is used up; does nothing on a platform thread.
  void giveWay() {
    if (virtual && System.nanoTime() - beganNanos > SLICE_NANOS) {
      LockSupport.parkNanos(1);
      beganNanos = System.nanoTime();
    }
  }
}

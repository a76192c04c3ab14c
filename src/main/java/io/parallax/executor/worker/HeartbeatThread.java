package io.parallax.executor.worker;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// The thread that shows that the process runs. It ends the process when the service has ended
/// while the worker was too busy to notice.
public final class HeartbeatThread {
  private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final int ORPHANED = 2;

  private HeartbeatThread() {}

  /// Starts the thread.
  ///
  /// @param beat shows that the process runs; called several times a second
  /// @param parent the process id of the service
  public static void start(Runnable beat, long parent) {
    beat.run();
    Thread.ofPlatform()
        .daemon()
        .name("heart")
        .start(
            () -> {
              while (isChildOf(parent)) {
                beat.run();
                LockSupport.parkNanos(PERIOD_NANOS);
              }
              Runtime.getRuntime().halt(ORPHANED);
            });
  }

  private static boolean isChildOf(long parent) {
    return ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(-1L) == parent;
  }
}

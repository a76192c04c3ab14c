package io.parallax.executor.thread;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.springframework.stereotype.Component;

/// Keeps the carrier threads of virtual threads alive.
///
/// The JVM ends carriers after half a minute without work, and starts new ones when there is work.
/// The operating system may refuse a thread at this moment (a container's limit on processes counts
/// threads). Then the work for the new carrier is never run: no request would be answered any more,
/// and no error would be reported. Where the operating system refuses the very first carrier, the
/// JVM has no virtual threads until it ends. So the first virtual thread is started with the
/// service, which fails to start if the thread fails. This virtual thread wakes often enough that
/// no carrier is without work for half a minute.
@Component
final class CarrierThreads implements AutoCloseable {
  /// A third of the time after which the JVM lets idle carriers end.
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final Thread waking = Thread.ofVirtual().name("carriers").start(CarrierThreads::wake);

  private static void wake() {
    while (!Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  @Override
  public void close() {
    waking.interrupt();
  }
}

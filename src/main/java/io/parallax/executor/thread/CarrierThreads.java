package io.parallax.executor.thread;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.springframework.stereotype.Component;

/// Keeps the threads that carry virtual threads.
///
/// The JVM lets them end after half a minute without work, and starts others when there is some.
/// Where the operating system refuses a thread at that moment (a container's limit on processes
/// counts threads), what is to run on it is never run: no request would be answered any more,
/// without a word. And where it refuses the very first one, the JVM has no virtual threads until it
/// ends. So the first virtual thread is started with the service, which fails to start if that
/// fails, and wakes often enough for no carrier to be without work for so long.
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

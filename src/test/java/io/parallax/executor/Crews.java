package io.parallax.executor;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;

/// Crews and waiting, for tests.
final class Crews {
  private Crews() {}

  /// The crew of the virtual-threads executor.
  static Crew virtual(int permits) {
    return new VirtualThreadsExecutor(new ProgramRunner(Kernels.NONE), permits);
  }

  /// A new platform thread for every call for help.
  static Crew fresh() {
    return (tasks, helpers) -> {
      for (int helper = 0; helper < helpers; helper++) {
        Thread.ofPlatform()
            .daemon()
            .start(
                () -> {
                  while (tasks.runNext()) {}
                });
      }
    };
  }

  /// Threads that die after their first task.
  static Crew dying() {
    return (tasks, helpers) -> {
      for (int helper = 0; helper < helpers; helper++) {
        Thread.ofPlatform().daemon().start(tasks::runNext);
      }
    };
  }

  static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interruption) {
      throw new AssertionError(interruption);
    }
  }

  static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (InterruptedException | BrokenBarrierException broken) {
      throw new AssertionError(broken);
    }
  }
}

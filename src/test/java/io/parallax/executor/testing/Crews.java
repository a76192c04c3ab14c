package io.parallax.executor.testing;

import io.parallax.executor.thread.Crew;
import io.parallax.executor.thread.ProgramRunner;
import io.parallax.executor.thread.VirtualThreadsExecutor;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;

/// Crews and waiting, for tests.
public final class Crews {
  private Crews() {}

  /// The crew of the virtual-threads executor.
  public static Crew virtual(int permits) {
    return new VirtualThreadsExecutor(new ProgramRunner(Kernels.NONE), permits);
  }

  /// A new platform thread for every call for help.
  public static Crew fresh() {
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
  public static Crew dying() {
    return (tasks, helpers) -> {
      for (int helper = 0; helper < helpers; helper++) {
        Thread.ofPlatform().daemon().start(tasks::runNext);
      }
    };
  }

  public static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interruption) {
      throw new AssertionError(interruption);
    }
  }

  public static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (InterruptedException | BrokenBarrierException broken) {
      throw new AssertionError(broken);
    }
  }
}

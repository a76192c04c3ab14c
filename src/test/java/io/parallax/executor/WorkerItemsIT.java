package io.parallax.executor;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.executor.testing.ItemJob;
import io.parallax.executor.testing.Native;
import io.parallax.executor.testing.TestPool;
import io.parallax.kernel.RoutineKernel.Mode;
import io.parallax.limit.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// Items in worker processes, as bytecode and as machine code.
class WorkerItemsIT extends ItemPromises {
  private final TestPool pool =
      TestPool.start(
          Map.of("workers", 2, "grace", "60s", "silence", "60s", "start", "60s", "stuck", "60s"));
  private final Native kernels = Native.open();

  @AfterAll
  void close() {
    kernels.close();
    pool.close();
  }

  @Override
  protected List<PlanExecutor> executors() {
    return List.of(pool.executor(), pool.isolated(kernels.executor()));
  }

  @Test
  void workersSayHowTheyRanTheItems() {
    try (ItemJob job = new ItemJob(Long.MAX_VALUE, 1, 2, 3)) {
      List<Mode> modes =
          executors().stream()
              .map(executor -> executor.execute(job.on(2, in(50_000))))
              .map(report -> report.items().orElseThrow().mode())
              .toList();

      assertThat(modes.getFirst()).isEqualTo(Mode.BYTECODE);
      assertThat(modes.getLast()).isIn(Mode.SCALAR, Mode.LANES);
    }
  }

  /// A loop that never ends is no reason to end the worker: it stops in time.
  @Test
  void workersOutliveItemsThatNeverEnd() {
    long lost = pool.state().lost();
    executors().forEach(this::anItemThatMakesTooManyTripsIsNamed);
    List<Long> before = pool.workers().pids();
    for (PlanExecutor executor : executors()) {
      anItemThatNeverEndsIsStoppedByTheDeadline(executor);
    }

    assertThat(pool.state().lost()).isEqualTo(lost);
    assertThat(pool.workers().pids()).containsAll(before);
  }

  /// The tasks of a worker that is gone are run again by others.
  @Test
  void itemsOfAWorkerThatIsKilledAreRunAgain() throws InterruptedException {
    long lost = pool.state().lost();
    try (ItemJob job = new ItemJob(Long.MAX_VALUE, 1, 2, 1L << 28, 4, 5, 1L << 28)) {
      Thread killer = Thread.ofPlatform().start(this::killOneOfTwoAtWork);

      pool.executor()
          .execute(job.on(2, Deadline.after(System.nanoTime(), Duration.ofSeconds(100))));

      killer.join();
      assertThat(job.result(2)).isEqualTo((1L << 27) * ((1L << 28) + 1));
      assertThat(job.result(4)).isEqualTo(15);
      assertThat(pool.state().lost()).isEqualTo(lost + 1);
    }
  }

  private void killOneOfTwoAtWork() {
    while (pool.state().busy() < 2) {
      Thread.onSpinWait();
    }
    ProcessHandle.of(pool.workers().pids().getFirst()).orElseThrow().destroyForcibly();
  }
}

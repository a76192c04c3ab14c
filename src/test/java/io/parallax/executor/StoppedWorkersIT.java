package io.parallax.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.executor.testing.Job;
import io.parallax.executor.testing.TestPool;
import io.parallax.executor.worker.FreezingWorker.Moment;
import io.parallax.limit.Deadline;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Workers that are stopped, at whatever moment of their lives, are replaced, and nobody waits for
/// them longer than for others.
class StoppedWorkersIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int WORKERS = 2;

  @ParameterizedTest
  @EnumSource(
      value = Moment.class,
      names = {"BORN", "STARTING", "IDLE"})
  void workersThatAreStoppedAreReplacedThoughAllStopAtTheSameTime(Moment moment) {
    try (TestPool pool =
            TestPool.freezing(
                moment, WORKERS, Map.of("workers", WORKERS, "start", "1s", "silence", "500ms"));
        Job job = Job.of("sum(x*y)", 200_000, pool.budget())) {
      pool.workers().begin();

      await().until(() -> pool.state().lost() >= WORKERS);
      awaitFull(pool);

      pool.executor().execute(job.on(WORKERS));
    }
  }

  @Test
  void aRequestWhoseWorkersAreStoppedIsDoneByOthers() {
    try (TestPool pool =
            TestPool.freezing(
                Moment.WORKING,
                WORKERS,
                Map.of("workers", WORKERS, "silence", "500ms", "attempts", 100));
        Job job = Job.of("sum(x*y)", 200_000, pool.budget())) {
      pool.executor().execute(job.on(WORKERS));

      assertThat(pool.state().lost()).isPositive();
    }
  }

  @Test
  void aWorkerThatIsStoppedWhenItIsToEndIsReplacedAndDoesNotStay() {
    try (TestPool pool =
            TestPool.freezing(
                Moment.DISMISSED, 1, Map.of("workers", 1, "requests", 1, "silence", "500ms"));
        Job job = Job.of("sum(x*y)", 200_000, pool.budget())) {
      pool.workers().begin();
      awaitFull(pool);
      long first = pool.workers().pids().getFirst();

      assertThat(catchThrowable(() -> pool.executor().execute(job.on(1)))).hasMessage("no work");

      awaitFull(pool);
      pool.executor().execute(job.on(1));
      await().until(() -> ProcessHandle.of(first).isEmpty());
    }
  }

  @Test
  void aWorkerThatDoesNotGetReadyHoldsNoOtherUp() {
    Map<String, Object> settings = Map.of("workers", WORKERS, "start", "10m");
    try (TestPool pool = TestPool.freezing(Moment.BORN, 1, settings);
        Job job = Job.of("sum(x*y)", 200_000, pool.budget())) {
      pool.executor().execute(job.on(WORKERS));

      assertThat(pool.state().lost()).isZero();
      assertThat(pool.workers().pids()).hasSize(WORKERS);
      assertThat(pool.state().alive()).isOne();
    }
  }

  @Test
  void aRequestWaitsForAWorkerNoLongerThanItsDeadline() {
    try (TestPool pool = TestPool.freezing(Moment.BORN, 1, Map.of("workers", 1, "start", "10m"));
        Job job = Job.of("sum(x*y)", 200_000, pool.budget())) {
      Deadline soon = Deadline.after(System.nanoTime(), Duration.ofMillis(300));

      ComputeException failure =
          Objects.requireNonNull(
              catchThrowableOfType(
                  ComputeException.class, () -> pool.executor().execute(job.on(1, soon))));

      assertThat(failure.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
      assertThat(pool.state().alive()).isZero();
      assertThat(pool.state().lost()).isZero();
    }
  }

  private static void awaitFull(TestPool pool) {
    await().until(() -> pool.state().alive() == pool.state().workers());
  }

  private static ConditionFactory await() {
    return Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(2));
  }
}

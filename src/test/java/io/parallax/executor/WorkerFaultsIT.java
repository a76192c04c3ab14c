package io.parallax.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.executor.testing.Job;
import io.parallax.executor.testing.Native;
import io.parallax.executor.testing.Signals;
import io.parallax.executor.testing.TestPool;
import io.parallax.executor.worker.FaultyWorker.Fault;
import io.parallax.limit.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

/// What happens to workers, real processes with real signals, must not happen to requests.
class WorkerFaultsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// Two loops over many morsels, each morsel long enough to be hit.
  private static final String SLOW = "sum(sin(x)**2 + cos(y)**2 + arctan2(x, y)) + sum(exp(-x*x))";

  private static final long SLOW_COUNT = 400_000;

  @Test
  void signalsToWorkersAtWorkChangeNothingButTheTimeItTakes() throws Exception {
    try (TestPool pool = TestPool.start(Map.of("workers", 2, "silence", "300ms", "attempts", 100));
        Job job = Job.of(SLOW, SLOW_COUNT, pool.budget())) {
      pool.executor().execute(job.on(2));
      List<List<Long>> expected = job.takeResults();
      for (String signal : List.of("KILL", "SEGV", "STOP")) {
        awaitFull(pool);
        long before = pool.state().lost();

        while (pool.state().lost() == before) {
          AtomicReference<Optional<Throwable>> outcome = new AtomicReference<>(Optional.empty());
          Thread client = Thread.ofVirtual().start(() -> outcome.set(run(pool, job)));
          awaitBusy(pool, client);
          Signals.send(signal, pool.workers().pids().getFirst());
          client.join();

          assertThat(outcome.get()).as(signal).isEmpty();
          assertThat(job.takeResults()).as(signal).isEqualTo(expected);
        }
      }
      awaitFull(pool);
    }
  }

  /// A pool that is full gives work to all, so that each round loses those that are faulty.
  @Test
  void theWorkOfFaultyWorkersIsDoneByOthers() {
    List<Fault> faults =
        List.of(Fault.MUTE, Fault.GARBLED, Fault.CONFUSED, Fault.HUNGRY, Fault.QUITTING);
    Map<String, Object> settings =
        Map.of("workers", 2, "stuck", "3s", "attempts", 1 + faults.size());
    try (TestPool pool = TestPool.faulty(faults, settings);
        Job job = Job.of("sum(x*y)", 200_000, pool.budget())) {
      List<List<List<Long>>> answers = new ArrayList<>();
      pool.workers().begin();
      for (int round = 0; round <= faults.size(); round++) {
        awaitFull(pool);
        pool.executor().execute(job.on(2));
        answers.add(job.takeResults());
      }

      assertThat(answers).containsOnly(answers.getLast());
      assertThat(pool.state().lost()).isGreaterThanOrEqualTo(faults.size());
      awaitFull(pool);
    }
  }

  @Test
  void aRequestThatLosesTooManyWorkersFails() {
    List<Fault> faults = List.of(Fault.HUNGRY, Fault.GARBLED, Fault.QUITTING);
    Map<String, Object> settings = Map.of("workers", 1, "attempts", faults.size());
    try (TestPool pool = TestPool.faulty(faults, settings);
        Job job = Job.of("sum(x*y)", 200_000, pool.budget())) {
      assertThat(failure(pool, job.on(1)).code()).isEqualTo(ErrorCode.WORKER_CRASHED);

      pool.executor().execute(job.on(1));
      assertThat(pool.state().lost()).isEqualTo(faults.size());
      awaitFull(pool);
    }
  }

  @Test
  void theWorkThatOneWorkerRefusesIsDoneByAnother() {
    try (TestPool pool = TestPool.faulty(List.of(Fault.REFUSING), Map.of("workers", 2));
        Job job = Job.of("sum(x*y)", 200_000, pool.budget());
        Native here = Native.open()) {
      here.executor().execute(job.on(2));
      List<List<Long>> expected = job.takeResults();
      pool.workers().begin();
      awaitFull(pool);

      // Until the other is warm too, the one that refuses may be lent alone.
      await().until(() -> run(pool, job).isEmpty());

      assertThat(job.takeResults()).isEqualTo(expected);
      assertThat(pool.state().lost()).isZero();
    }
  }

  @Test
  void aStepThatEveryWorkerRefusesFailsForTheReasonTheyGive() {
    try (TestPool pool = TestPool.faulty(List.of(Fault.REFUSING), Map.of("workers", 1));
        Job job = Job.of("sum(x*y)", 200_000, pool.budget())) {
      ComputeException failure = failure(pool, job.on(1));

      assertThat(failure.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
      assertThat(failure.detail()).isEqualTo("no time for step 0");
      assertThat(pool.state().lost()).isZero();
      assertThat(pool.state().busy()).isZero();
    }
  }

  @Test
  void aWorkerThatCannotCompileInTimeRefusesAndIsKept() {
    String large = large();
    try (TestPool pool = TestPool.start(Map.of("workers", 1, "stuck", "60s", "grace", "60s"));
        Native here = Native.open();
        Job first = Job.of("x + y", 1_000, pool.budget());
        Job job = Job.of(large, 1_000, pool.budget())) {
      PlanExecutor executor = pool.isolated(here.executor());
      executor.execute(first.on(1));
      List<Long> pids = pool.workers().pids();
      Deadline soon = Deadline.after(System.nanoTime(), Duration.ofMillis(60));

      ComputeException failure =
          Objects.requireNonNull(
              catchThrowableOfType(
                  ComputeException.class, () -> executor.execute(job.on(1, soon))));
      executor.execute(job.on(1));
      List<List<Long>> actual = job.takeResults();
      here.executor().execute(job.on(1));

      assertThat(failure.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
      assertThat(actual).isEqualTo(job.takeResults());
      assertThat(pool.workers().pids()).isEqualTo(pids);
    }
  }

  /// Takes several times as long to compile as the request has.
  private static String large() {
    return IntStream.range(0, 10)
        .mapToObj("exp(x * %1$d.5 - y) * log(y + %1$d.5)"::formatted)
        .collect(Collectors.joining(" + "));
  }

  @Test
  void aWorkerThatDoesNotStopWhenTimeIsUpIsKilled() {
    try (TestPool pool =
            TestPool.faulty(List.of(Fault.MUTE), Map.of("workers", 1, "grace", "100ms"));
        Job job = Job.of("sum(x*y)", 200_000, pool.budget())) {
      pool.workers().begin();
      awaitFull(pool);
      Deadline soon = Deadline.after(System.nanoTime(), Duration.ofMillis(300));

      assertThat(failure(pool, job.on(1, soon)).code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);

      // Whoever waited for it and its attendant learn of its end independently.
      await().until(() -> pool.state().busy() == 0);
      pool.executor().execute(job.on(1));
    }
  }

  @Test
  void workersThatStopWhenTimeIsUpOrTheClientGivesUpAreKept() throws Exception {
    try (TestPool pool = TestPool.start(Map.of("workers", 2, "grace", "30s"));
        Job job = Job.of(SLOW, 5 * SLOW_COUNT, pool.budget())) {
      pool.workers().begin();
      awaitFull(pool);
      List<Long> pids = pool.workers().pids();
      Deadline soon = Deadline.after(System.nanoTime(), Duration.ofMillis(50));

      assertThat(failure(pool, job.on(2, soon)).code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);

      assertThat(pool.workers().pids()).isEqualTo(pids);
      assertThat(pool.state().busy()).isZero();

      AtomicReference<Optional<Throwable>> outcome = new AtomicReference<>(Optional.empty());
      Thread client = Thread.ofVirtual().start(() -> outcome.set(run(pool, job)));
      awaitBusy(pool, client);
      client.interrupt();
      client.join();

      assertThat(outcome.get()).hasValueSatisfying(WorkerFaultsIT::isOverdue);
      assertThat(pool.state().busy()).isZero();
      assertThat(pool.state().lost()).isZero();
    }
  }

  @Test
  void anIdleWorkerThatIsStoppedIsReplaced() {
    try (TestPool pool = TestPool.start(Map.of("workers", 1, "silence", "300ms"))) {
      pool.workers().begin();
      awaitFull(pool);
      long stopped = pool.workers().pids().getFirst();

      Signals.send("STOP", stopped);

      await().until(() -> !pool.workers().pids().contains(stopped));
      awaitFull(pool);
      assertThat(ProcessHandle.of(stopped)).isEmpty();
    }
  }

  @Test
  void aWorkerThatHasServedLongIsReplacedUnnoticed() {
    try (TestPool pool = TestPool.start(Map.of("workers", 1, "requests", 2));
        Job job = Job.of("sum(x*y)", 100_000, pool.budget())) {
      for (int request = 0; request < 3; request++) {
        pool.executor().execute(job.on(1));
      }
      assertThat(pool.state().retired()).isOne();
      assertThat(pool.state().lost()).isZero();
    }
  }

  @Test
  void aWorkerThatHasGrownIsReplaced() {
    try (TestPool pool = TestPool.start(Map.of("workers", 1, "resident", "1MB"))) {
      pool.workers().begin();

      await().until(() -> pool.state().retired() > 0);
      assertThat(pool.state().lost()).isZero();
    }
  }

  @Test
  void noProcessOutlivesThePool() {
    TestPool pool = TestPool.start(Map.of("workers", 2));
    pool.workers().begin();
    awaitFull(pool);
    List<Long> pids = pool.workers().pids();

    pool.close();

    assertThat(pids).hasSize(2).allSatisfy(pid -> assertThat(ProcessHandle.of(pid)).isEmpty());
  }

  @Test
  void whereNoWorkerCanBeStartedRequestsAreTurnedAwayWithTheReason() {
    try (TestPool pool = TestPool.start(Map.of("workers", 1, "heap", "1B"));
        Job job = Job.of("sum(x*y)", 100_000, pool.budget())) {
      ComputeException failure = failure(pool, job.on(1));

      assertThat(failure.code()).isEqualTo(ErrorCode.OVERLOADED);
      assertThat(failure.detail())
          .startsWith("no worker process can be started at the moment: exit code 1; it wrote: ")
          .endsWith("Too small maximum heap");
    }
  }

  private static Optional<Throwable> run(TestPool pool, Job job) {
    try {
      pool.executor().execute(job.on(2));
      return Optional.empty();
    } catch (RuntimeException failure) {
      return Optional.of(failure);
    }
  }

  private static void isOverdue(Throwable failure) {
    assertThat(failure)
        .isInstanceOfSatisfying(
            ComputeException.class,
            known -> assertThat(known.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED));
  }

  private static ComputeException failure(TestPool pool, Execution execution) {
    return Objects.requireNonNull(
        catchThrowableOfType(ComputeException.class, () -> pool.executor().execute(execution)));
  }

  private static void awaitBusy(TestPool pool, Thread client) {
    await().until(() -> pool.state().busy() > 0 || !client.isAlive());
  }

  private static void awaitFull(TestPool pool) {
    await().until(() -> pool.state().alive() == pool.state().workers());
  }

  private static ConditionFactory await() {
    return Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(2));
  }
}

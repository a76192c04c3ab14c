package io.parallax.executor.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.executor.PlanExecutor;
import io.parallax.executor.thread.ProgramRunner;
import io.parallax.executor.thread.SequentialExecutor;
import io.parallax.kernel.block.BlockEngine;
import io.parallax.limit.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/// Requests that all come at the same time while workers are killed at random: each is answered
/// rightly or fails with the one problem that says so, and the pool is full again in the end.
public final class RandomKills {
  private static final int WORKERS = 4;
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  private final int requests;
  private final int kills;
  private final AtomicInteger killed = new AtomicInteger();
  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicInteger crashed = new AtomicInteger();

  /// @param requests at the least; they are repeated until all kills are done
  public RandomKills(int requests, int kills) {
    this.requests = requests;
    this.kills = kills;
  }

  /// Does it all.
  ///
  /// @return what happened, in words
  public String run() throws Exception {
    try (BlockEngine engine = BlockEngine.create()) {
      return run(new SequentialExecutor(new ProgramRunner(engine)));
    }
  }

  private String run(PlanExecutor here) throws Exception {
    try (TestPool pool = TestPool.start(Map.of("workers", WORKERS, "attempts", 3));
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      pool.workers().begin();
      awaitFull(pool);
      List<Future<?>> running = new ArrayList<>();
      for (int client = 0; client < requests; client++) {
        running.add(clients.submit(client(pool, here, client)));
      }
      kill(pool, running);
      for (Future<?> each : running) {
        each.get();
      }
      awaitFull(pool);
      assertThat(answered.get() + crashed.get()).isGreaterThanOrEqualTo(requests);
      assertThat(pool.state().lost()).isGreaterThanOrEqualTo(kills);
      assertThat(pool.state().busy()).isZero();
      return "%d answered, %d crashed, %d workers lost"
          .formatted(answered.get(), crashed.get(), pool.state().lost());
    }
  }

  private Callable<Void> client(TestPool pool, PlanExecutor here, int number) {
    return () -> {
      String text = List.of("2 * x + y", "sum(x * y)", "filter x > 0.5").get(number % 3);
      try (Job job = Job.of(text, 40_000L + number, pool.budget());
          Job again = Job.of(text, 40_000L + number, pool.budget())) {
        List<List<Long>> expected = expected(here, job);
        do {
          try {
            pool.executor().execute(again.on(1 + number % WORKERS, patient()));
            assertThat(again.takeResults()).isEqualTo(expected);
            answered.incrementAndGet();
          } catch (ComputeException failure) {
            assertThat(failure.code()).isEqualTo(ErrorCode.WORKER_CRASHED);
            crashed.incrementAndGet();
          }
        } while (killed.get() < kills);
      }
      return null;
    };
  }

  /// What threads of this process make of it.
  private static List<List<Long>> expected(PlanExecutor here, Job job) {
    here.execute(job.on(1, patient()));
    return job.takeResults();
  }

  private void kill(TestPool pool, List<Future<?>> running) {
    SplittableRandom random = new SplittableRandom(5);
    for (int kill = 0; kill < kills; kill++) {
      await(() -> isBusy(pool, running));
      List<Long> pids = pool.workers().pids();
      long victim = pids.get(random.nextInt(pids.size()));
      Signals.send("KILL", victim);
      await(() -> !pool.workers().pids().contains(victim));
      killed.incrementAndGet();
    }
  }

  /// Whether a worker is. Fails like a client that has failed, without which none may ever be.
  private static boolean isBusy(TestPool pool, List<Future<?>> running) throws Exception {
    for (Future<?> each : running) {
      if (each.isDone()) {
        each.get();
      }
    }
    return pool.state().busy() > 0;
  }

  private static Deadline patient() {
    return Deadline.after(System.nanoTime(), PATIENCE);
  }

  private static void awaitFull(TestPool pool) {
    await(() -> pool.state().alive() == pool.state().workers() && pool.state().busy() == 0);
  }

  private static void await(Callable<Boolean> condition) {
    Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(2)).until(condition);
  }
}

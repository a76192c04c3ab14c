package io.parallax.executor.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;

/// What a kill costs: the time until there are as many workers again, until requests take less than
/// twice what they took before, and the time the request takes that was hit.
public final class RecoveryTimes {
  private static final int WORKERS = 2;
  private static final int UNDISTURBED = 20;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final int kills;

  public RecoveryTimes(int kills) {
    this.kills = kills;
  }

  /// Kills one worker after the other, each at work.
  ///
  /// @return what it took, in words
  public String run() throws Exception {
    SplittableRandom random = new SplittableRandom(9);
    try (TestPool pool = TestPool.start(Map.of("workers", WORKERS, "warm-up", "2s"));
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
        Job job = Job.of("sum(sin(x) * exp(y)) + sum(cos(x))", 8_000_000, pool.budget())) {
      Callable<Long> request = () -> nanos(pool, job);
      for (int run = 0; run < UNDISTURBED; run++) {
        request.call();
      }
      List<List<Long>> expected = job.takeResults();
      long[] usual = new long[UNDISTURBED];
      for (int run = 0; run < UNDISTURBED; run++) {
        usual[run] = request.call();
      }
      Arrays.sort(usual);
      long normal = 2 * usual[UNDISTURBED / 2];
      long[] full = new long[kills];
      long[] fast = new long[kills];
      long[] hit = new long[kills];
      for (int kill = 0; kill < kills; kill++) {
        Future<Long> running = clients.submit(request);
        await(() -> pool.state().busy() > 0);
        long lost = pool.state().lost();
        long start = System.nanoTime();
        Signals.send("KILL", pool.workers().pids().get(random.nextInt(WORKERS)));
        await(() -> pool.state().lost() > lost && pool.state().alive() == WORKERS);
        full[kill] = System.nanoTime() - start;
        hit[kill] = running.get();
        assertThat(job.takeResults()).isEqualTo(expected);
        await(() -> request.call() < normal);
        fast[kill] = System.nanoTime() - start;
      }
      return ("%d kills; pool full again after %s, requests as fast as before after %s;"
              + " the request that was hit took %s, undisturbed %s")
          .formatted(kills, text(full), text(fast), text(hit), text(usual));
    }
  }

  private static long nanos(TestPool pool, Job job) {
    long start = System.nanoTime();
    pool.executor().execute(job.on(WORKERS));
    return System.nanoTime() - start;
  }

  private static String text(long[] nanos) {
    Arrays.sort(nanos);
    return "%.0f ms in the middle and %.0f at most"
        .formatted(nanos[nanos.length / 2] / 1e6, nanos[nanos.length - 1] / 1e6);
  }

  private static void await(Callable<Boolean> condition) {
    Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(1)).until(condition);
  }
}

package io.parallax.executor.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/// Stops a worker process at a random moment of its life, from its parent's first sight of it, as
/// often as asked for, and measures the time until the pool is full again.
public final class StopTimes {
  private static final int WORKERS = 2;
  private static final Duration LIMIT = Duration.ofSeconds(6);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /// Longer than a worker takes to become ready: some are stopped when they are idle.
  private static final Duration LATEST = Duration.ofMillis(600);

  private final int stops;

  public StopTimes(int stops) {
    this.stops = stops;
  }

  /// Does it, with the times that are the defaults.
  ///
  /// @return what it took, in words
  public String run() {
    SplittableRandom random = new SplittableRandom(3);
    long[] full = new long[stops];
    int starting = 0;
    try (TestPool pool = TestPool.start(Map.of("workers", WORKERS))) {
      pool.workers().begin();
      awaitFull(pool);
      for (int stop = 0; stop < stops; stop++) {
        List<Long> before = children();
        Signals.send("KILL", pool.workers().pids().getFirst());
        long child = await(() -> newChild(before));
        LockSupport.parkNanos(random.nextLong(LATEST.toNanos()));
        starting += pool.state().alive() < WORKERS ? 1 : 0;
        long startNanos = System.nanoTime();
        Signals.send("STOP", child);
        await(() -> ProcessHandle.of(child).isEmpty() ? 1L : 0L);
        awaitFull(pool);
        full[stop] = System.nanoTime() - startNanos;
      }
    }
    Arrays.sort(full);
    assertThat(Duration.ofNanos(full[stops - 1])).isLessThan(LIMIT);
    return "%d stops, %d of them before the worker was ready; full again after %.1f s in the middle and %.1f at most"
        .formatted(stops, starting, full[stops / 2] / 1e9, full[stops - 1] / 1e9);
  }

  /// Zero as long as there is none.
  private static long newChild(List<Long> before) {
    return children().stream().filter(pid -> !before.contains(pid)).findFirst().orElse(0L);
  }

  private static List<Long> children() {
    try (Stream<ProcessHandle> children = ProcessHandle.current().children()) {
      return new ArrayList<>(children.map(ProcessHandle::pid).toList());
    }
  }

  private static void awaitFull(TestPool pool) {
    await(() -> pool.state().alive() == WORKERS ? 1L : 0L);
  }

  private static long await(Callable<Long> value) {
    return Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(1))
        .until(value, found -> found != 0);
  }
}

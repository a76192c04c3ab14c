package io.parallax.executor;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/// What worker processes take for each microsecond that threads take, in turns in one run, so that
/// whatever else the machine does meets both alike. Prints a line for each work and size: medians
/// of the rounds, the median ratio with its quartiles, and processor time of both.
///
/// `./mvnw -Pjmh test -Djmh.main=io.parallax.executor.ProcessRatio` with, as `jmh.args`, how many
/// seconds each line is warmed and measured, how many pools are started anew (each JVM compiles the
/// same loops a little differently), and the sizes.
public final class ProcessRatio {
  private static final int THREADS = 2;
  private static final long ROUND_NANOS = 20_000_000;
  private static final List<String> SIZES = List.of("1", "10000", "1000000", "10000000");
  private static final PrintStream OUT = System.out;

  private ProcessRatio() {}

  public static void main(String... arguments) throws IOException {
    Duration time = Duration.ofSeconds(arguments.length > 0 ? Long.parseLong(arguments[0]) : 10);
    int pools = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
    List<String> sizes =
        arguments.length > 2 ? List.of(arguments).subList(2, arguments.length) : SIZES;
    OUT.printf(
        "%-11s %9s %5s %11s %11s %7s %15s %11s %11s%n",
        "work",
        "size",
        "pool",
        "threads us",
        "workers us",
        "ratio",
        "quartiles",
        "cpu us",
        "cpu us");
    for (String work : List.of("arithmetic", "sum")) {
      for (String size : sizes) {
        for (int pool = 1; pool <= pools; pool++) {
          compare(work, Integer.parseInt(size), pool, time);
        }
      }
    }
  }

  private static void compare(String work, int size, int pool, Duration time) throws IOException {
    ProcessBenchmark threads = prepared("threads", work, size);
    ProcessBenchmark workers = prepared("shared", work, size);
    try {
      rounds(threads, workers, time);
      OUT.printf("%-11s %9d %5d %s%n", work, size, pool, rounds(threads, workers, time));
    } finally {
      threads.release();
      workers.release();
    }
  }

  /// Figures of rounds, each of some runs of both.
  private static String rounds(ProcessBenchmark threads, ProcessBenchmark workers, Duration time) {
    int runs = Math.max(1, (int) (ROUND_NANOS / Math.max(1, nanos(threads, 1))));
    double[] ofThreads = new double[1 << 16];
    double[] ofWorkers = new double[1 << 16];
    double[] ratios = new double[1 << 16];
    int count = 0;
    Duration threadsUsed = Duration.ZERO;
    Duration workersUsed = Duration.ZERO;
    long start = System.nanoTime();
    while (System.nanoTime() - start < time.toNanos() && count < ratios.length) {
      Duration begin = threads.processorTime();
      ofThreads[count] = nanos(threads, runs) / 1e3 / runs;
      threadsUsed = threadsUsed.plus(threads.processorTime()).minus(begin);
      begin = workers.processorTime();
      ofWorkers[count] = nanos(workers, runs) / 1e3 / runs;
      workersUsed = workersUsed.plus(workers.processorTime()).minus(begin);
      ratios[count] = ofWorkers[count] / ofThreads[count];
      count++;
    }
    Arrays.sort(ofThreads, 0, count);
    Arrays.sort(ofWorkers, 0, count);
    Arrays.sort(ratios, 0, count);
    return "%11.1f %11.1f %7.2f %7.2f–%-7.2f %11.1f %11.1f"
        .formatted(
            ofThreads[count / 2],
            ofWorkers[count / 2],
            ratios[count / 2],
            ratios[count / 4],
            ratios[count * 3 / 4],
            threadsUsed.toNanos() / 1e3 / count / runs,
            workersUsed.toNanos() / 1e3 / count / runs);
  }

  private static long nanos(ProcessBenchmark benchmark, int runs) {
    long start = System.nanoTime();
    for (int run = 0; run < runs; run++) {
      benchmark.run();
    }
    return System.nanoTime() - start;
  }

  private static ProcessBenchmark prepared(String executor, String work, int size)
      throws IOException {
    ProcessBenchmark benchmark = new ProcessBenchmark();
    benchmark.executor = executor;
    benchmark.work = work;
    benchmark.size = size;
    benchmark.threads = THREADS;
    benchmark.prepare();
    return benchmark;
  }
}

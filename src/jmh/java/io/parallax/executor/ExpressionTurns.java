package io.parallax.executor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;

/// Measures works of [ExpressionBenchmark] whenever it is told to, so that two builds and the peers
/// can be measured in turns: `src/jmh/peers/turns.py` starts one such process for each build.
///
/// Reads lines and answers each with a line: `WORK SIZE ENGINE` prepares a work, warms it up and
/// answers `ready`; `turn` answers the processor time of a batch of runs on one thread, in
/// nanoseconds an element, so that other work on the machine disturbs little.
public final class ExpressionTurns {
  private static final long WARM_UP_NANOS = 300_000_000;
  private static final int LEAST_WARM_UPS = 8;
  private static final int MOST_WARM_UPS = 25;

  /// How far apart two batches in a row may be once a work is warm.
  private static final double AGREEMENT = 1.05;

  private static final long BATCH_NANOS = 20_000_000;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final PrintStream OUT = System.out;

  private ExpressionTurns() {}

  public static void main(String... arguments) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    ExpressionBenchmark work = new ExpressionBenchmark();
    boolean prepared = false;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.equals("turn")) {
        batch(work, BATCH_NANOS / 4);
        OUT.println(batch(work, BATCH_NANOS));
        continue;
      }
      if (prepared) {
        work.release();
      }
      work = prepared(line.split(" "));
      prepared = true;
      warmUp(work);
      OUT.println("ready");
    }
  }

  /// Runs a work until two batches in a row take as long.
  private static void warmUp(ExpressionBenchmark work) {
    double before = Double.POSITIVE_INFINITY;
    for (int batch = 0; batch < MOST_WARM_UPS; batch++) {
      double now = batch(work, WARM_UP_NANOS);
      if (batch >= LEAST_WARM_UPS && Math.max(now, before) < AGREEMENT * Math.min(now, before)) {
        return;
      }
      before = now;
    }
  }

  /// Nanoseconds an element of as many runs as fill about the time, one at least.
  private static double batch(ExpressionBenchmark work, long nanos) {
    long start = THREADS.getCurrentThreadCpuTime();
    work.run();
    long once = Math.max(1, THREADS.getCurrentThreadCpuTime() - start);
    long runs = Math.max(1, nanos / once);
    start = THREADS.getCurrentThreadCpuTime();
    for (long run = 0; run < runs; run++) {
      work.run();
    }
    return (double) (THREADS.getCurrentThreadCpuTime() - start) / runs / work.size;
  }

  private static ExpressionBenchmark prepared(String... words) {
    ExpressionBenchmark work = new ExpressionBenchmark();
    work.work = words[0];
    work.size = Integer.parseInt(words[1]);
    work.engine = words[2];
    work.threads = 1;
    work.prepare();
    return work;
  }
}

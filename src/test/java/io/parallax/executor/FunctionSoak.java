package io.parallax.executor;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.executor.machinecode.NativeKernelsExecutor;
import io.parallax.executor.testing.ItemJob;
import io.parallax.executor.testing.Native;
import io.parallax.executor.thread.CorePool;
import io.parallax.executor.thread.PlatformThreadsExecutor;
import io.parallax.executor.thread.ProgramRunner;
import io.parallax.kernel.block.BlockEngine;
import io.parallax.kernel.bytecode.BytecodeEngine;
import io.parallax.limit.Deadline;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Two thousand different functions of callers, each run as bytecode and as machine code: classes
/// and kernels of functions that nobody asks for any more are freed. Run by `./mvnw -Psoak verify`.
class FunctionSoak {
  private static final Logger LOG = LoggerFactory.getLogger(FunctionSoak.class);

  private static final int FUNCTIONS = 2_000;
  private static final int SAMPLED_EVERY = 250;

  /// Until then functions are kept, and the JVM still loads classes of its own.
  private static final int SETTLED = 1_000;

  /// Classes of the engine that are loaded beyond those that it keeps: a function has one at least.
  private static final long MOST_CLASSES = 200;

  private static final double MOST_METASPACE_MIB = 4;
  private static final double MEBIBYTE = 1 << 20;

  @Test
  void functionsLeaveNothingBehind() {
    List<Long> classes = new ArrayList<>();
    List<Double> metaspace = new ArrayList<>();
    try (CorePool pool = new CorePool(2);
        BlockEngine blocks = BlockEngine.create();
        Native kernels = Native.open();
        StopWords stops = new StopWords()) {
      PlanExecutor threads =
          new PlatformThreadsExecutor(new ProgramRunner(blocks, new BytecodeEngine(), stops), pool);
      NativeKernelsExecutor machineCode = kernels.executor();
      for (int number = 1; number <= FUNCTIONS; number++) {
        run(threads, number);
        run(machineCode, number);
        if (number % SAMPLED_EVERY == 0) {
          System.gc();
          long loaded = ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
          LOG.info(
              "{}: {} classes, {} MiB of metaspace, {}",
              number,
              loaded,
              metaspaceMebibytes(),
              kernels.engine().statistics());
          if (number >= SETTLED) {
            classes.add(loaded);
            metaspace.add(metaspaceMebibytes());
          }
        }
      }
    }
    assertThat(classes.getLast() - classes.getFirst()).isLessThan(MOST_CLASSES);
    assertThat(metaspace.getLast() - metaspace.getFirst()).isLessThan(MOST_METASPACE_MIB);
  }

  private static void run(PlanExecutor executor, int number) {
    String text =
        """
        def f(n):
            s = 0
            for i in range(n):
                s += i * %d %% (n + 7)
            return s
        """
            .formatted(number);
    try (ItemJob job = new ItemJob(text, Long.MAX_VALUE, 1, 10, 100)) {
      executor.execute(job.on(2, Deadline.after(System.nanoTime(), Duration.ofMinutes(1))));

      assertThat(job.result(1)).isEqualTo(expected(10, number));
    }
  }

  private static long expected(long n, int number) {
    long sum = 0;
    for (long i = 0; i < n; i++) {
      sum += i * number % (n + 7);
    }
    return sum;
  }

  private static double metaspaceMebibytes() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getName().equals("Metaspace"))
            .mapToLong(pool -> pool.getUsage().getUsed())
            .sum()
        / MEBIBYTE;
  }
}

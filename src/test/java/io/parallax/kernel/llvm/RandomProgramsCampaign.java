package io.parallax.kernel.llvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.kernel.block.BlockEngine;
import io.parallax.kernel.testing.EngineRunner;
import io.parallax.kernel.testing.MorselOrder;
import io.parallax.kernel.testing.ProgramRunner;
import io.parallax.kernel.testing.RandomPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Many random programs on the native and on the vector engine. Run by `./mvnw -Pequality verify`,
/// with `-Dprograms.first=…` and `-Dprograms.count=…` for others than the first 200 000.
///
/// Kernels are compiled and tried in processes of their own, so that what LLVM does wrong is a
/// failure of its program. A kernel that crashes all the same ends this process:
/// `target/random-programs.txt` then has the numbers of the programs that were running, a line for
/// each thread. All before the least of them are done.
class RandomProgramsCampaign {
  private static final Logger LOG = LoggerFactory.getLogger(RandomProgramsCampaign.class);

  private static final long FIRST = Long.getLong("programs.first", 0);
  private static final long COUNT = Long.getLong("programs.count", 200_000);
  private static final long ROUND = 10_000;
  private static final int THREADS = Runtime.getRuntime().availableProcessors();
  private static final Path RUNNING = Path.of("target", "random-programs.txt");

  @AutoClose private final LlvmEngine compiler = Engines.isolated();
  @AutoClose private final BlockEngine blocks = BlockEngine.create();
  private final List<ProgramRunner> runners =
      List.of(
          new EngineRunner(blocks, MorselOrder.SHUFFLED),
          new NativeRunner(compiler, MorselOrder.SHUFFLED));

  private final AtomicLong next = new AtomicLong(FIRST);
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();

  @Test
  void everyProgramHasTheBitsOfTheOracle() throws Exception {
    Files.createDirectories(RUNNING.getParent());
    try (RunningPrograms running = new RunningPrograms(RUNNING);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<?>> runs =
          IntStream.range(0, THREADS)
              .<Future<?>>mapToObj(thread -> threads.submit(() -> run(thread, running)))
              .toList();
      for (Future<?> run : runs) {
        run.get();
      }
    }
    assertThat(failures).isEmpty();
  }

  private Void run(int thread, RunningPrograms running) throws IOException {
    for (long number = next.getAndIncrement();
        number < FIRST + COUNT;
        number = next.getAndIncrement()) {
      running.starts(thread, number);
      check(number);
      long done = number + 1 - FIRST;
      if (done % ROUND == 0) {
        LOG.info(
            "{} of {} programs, {} differ; {}",
            done,
            COUNT,
            failures.size(),
            compiler.statistics());
      }
    }
    return null;
  }

  private void check(long number) {
    for (ProgramRunner runner : runners) {
      try {
        RandomPrograms.check(number, runner);
      } catch (AssertionError failure) {
        LOG.error("program {} differs", number, failure);
        failures.add(failure.getMessage());
      }
    }
  }
}

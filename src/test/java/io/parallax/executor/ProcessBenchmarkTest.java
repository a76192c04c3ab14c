package io.parallax.executor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Execution(ExecutionMode.CONCURRENT)
class ProcessBenchmarkTest {
  @ParameterizedTest
  @ValueSource(strings = {"arithmetic", "sum"})
  void everyWayItMeasuresLeavesTheSameBits(String work) throws Exception {
    long expected = firstBits(work, "threads");

    assertThat(firstBits(work, "shared")).isEqualTo(expected);
    assertThat(firstBits(work, "copied")).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"folder", "jar"})
  void workersStartFromClassesAndFromTheJar(String variant) throws Exception {
    WorkerStartBenchmark benchmark = new WorkerStartBenchmark();
    benchmark.variant = variant;
    benchmark.prepare();
    benchmark.openPool();
    try {
      WorkerStartBenchmark.Resident resident = new WorkerStartBenchmark.Resident();

      assertThat(benchmark.start(resident)).isTrue();
      assertThat(resident.ownKib).isPositive();
    } finally {
      benchmark.closePool();
      benchmark.release();
    }
  }

  private static long firstBits(String work, String executor) throws Exception {
    ProcessBenchmark benchmark = new ProcessBenchmark();
    benchmark.work = work;
    benchmark.executor = executor;
    benchmark.size = 100_000;
    benchmark.threads = 1;
    benchmark.prepare();
    try {
      benchmark.run();
      return benchmark.firstBits();
    } finally {
      benchmark.release();
    }
  }
}

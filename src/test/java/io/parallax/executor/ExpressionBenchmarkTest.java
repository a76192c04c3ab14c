package io.parallax.executor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExpressionBenchmarkTest {
  @ParameterizedTest
  @EnumSource(Work.class)
  void everyMeasuredWorkLeavesTheInterpretersBits(Work work) {
    List<byte[]> expected = results(work, "interpreter", 1);

    assertThat(expected).isNotEmpty().allSatisfy(bytes -> assertThat(bytes).isNotEmpty());
    assertThat(results(work, "vector", 1)).usingRecursiveComparison().isEqualTo(expected);
    assertThat(results(work, "scalar", 1)).usingRecursiveComparison().isEqualTo(expected);
    assertThat(results(work, "vector", 2)).usingRecursiveComparison().isEqualTo(expected);
  }

  private static List<byte[]> results(Work work, String engine, int threads) {
    ExpressionBenchmark benchmark = new ExpressionBenchmark();
    benchmark.work = work.name();
    benchmark.engine = engine;
    benchmark.threads = threads;
    benchmark.size = 40_000;
    benchmark.prepare();
    try {
      benchmark.run();
      return benchmark.results();
    } finally {
      benchmark.release();
    }
  }
}

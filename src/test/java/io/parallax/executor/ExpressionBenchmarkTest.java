package io.parallax.executor;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.executor.testing.Native;
import io.parallax.kernel.llvm.LlvmEngine;
import io.parallax.program.Operation;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionBenchmarkTest {
  @ParameterizedTest
  @EnumSource(Work.class)
  void everyMeasuredWorkLeavesTheInterpretersBits(Work work) {
    List<ByteBuffer> expected = results(work, "interpreter", 1);

    assertThat(expected)
        .isNotEmpty()
        .allSatisfy(bytes -> assertThat(bytes.hasRemaining()).isTrue());
    assertThat(results(work, "vector", 1)).isEqualTo(expected);
    assertThat(results(work, "scalar", 1)).isEqualTo(expected);
    assertThat(results(work, "vector", 2)).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(Work.class)
  void theNativeEngineLeavesThemTooUnlessItRefusesTheWork(Work work) {
    LlvmEngine.refusal(work.program(1)).ifPresent(Assumptions::abort);
    Native.open().close();

    List<ByteBuffer> expected = results(work, "interpreter", 1);
    assertThat(results(work, "native", 1)).isEqualTo(expected);
    assertThat(results(work, "native", 2)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 50, 500})
  void compilesProgramsOfAsManyOperationsAsItSays(int operations) throws Exception {
    Native.open().close();
    CompileBenchmark benchmark = new CompileBenchmark();
    benchmark.operations = operations;
    benchmark.open();
    try {
      benchmark.writeProgram();

      assertThat(benchmark.loop.operations().stream().filter(Operation.Binary.class::isInstance))
          .hasSize(operations);
      assertThat(benchmark.compile()).isNotNull();
    } finally {
      benchmark.close();
    }
  }

  /// Buffers are compared at once; arrays would be byte by byte.
  private static List<ByteBuffer> results(Work work, String engine, int threads) {
    ExpressionBenchmark benchmark = new ExpressionBenchmark();
    benchmark.work = work.name();
    benchmark.engine = engine;
    benchmark.threads = threads;
    benchmark.size = 40_000;
    benchmark.prepare();
    try {
      benchmark.run();
      return benchmark.results().stream().map(ByteBuffer::wrap).toList();
    } finally {
      benchmark.release();
    }
  }
}

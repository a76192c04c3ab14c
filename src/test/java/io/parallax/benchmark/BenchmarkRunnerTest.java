package io.parallax.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.array.Input;
import io.parallax.array.Range;
import io.parallax.benchmark.BenchmarkReport.Comparison;
import io.parallax.benchmark.BenchmarkRequest.Work;
import io.parallax.compute.Admission;
import io.parallax.compute.ComputeRequest;
import io.parallax.compute.Options;
import io.parallax.compute.testing.Service;
import io.parallax.executor.Isolation;
import io.parallax.executor.thread.PlatformThreadsExecutor;
import io.parallax.strategy.ExecutorSelector;
import io.parallax.type.Overflow;
import io.parallax.type.Scalar;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class BenchmarkRunnerTest {
  @AutoClose private final Service service = Service.start();

  @Test
  void aRunThatNeverEndsIsStoppedWhenTheTimeOfTheBenchmarkIsOver() {
    BenchmarkRunner runner =
        new BenchmarkRunner(
            new BenchmarkProperties(
                Duration.ofMillis(500), Duration.ofSeconds(2), Duration.ZERO, 16, 200, 1_000),
            service.runner(),
            service.bean(ExecutorSelector.class),
            service.bean(Admission.class),
            service.budget(),
            service.bean(PlatformThreadsExecutor.class));
    Options endless =
        new Options(
            Optional.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Isolation.NONE,
            Overflow.ERROR,
            OptionalLong.of(Options.MAX_ITERATIONS),
            Optional.empty());
    Input n = new Range(Scalar.of(1L), Scalar.of(3L), Scalar.of(1L));
    ComputeRequest request =
        new ComputeRequest.Mapping(
            "def f(n):\n    while n > 0:\n        pass\n    return n\n",
            "f",
            Map.of("n", n),
            endless);
    BenchmarkRequest benchmark =
        new BenchmarkRequest(
            List.of(new Work("map", request, "/map", List.of(2L, 4L))),
            List.of("sequential", "platform-threads"),
            3,
            1);

    Comparison comparison = runner.run(benchmark, Service.deadline()).comparisons().getFirst();

    assertThat(comparison.rows()).isEmpty();
    assertThat(comparison.skipped()).hasSize(4);
    assertThat(service.budget().inUseBytes()).isZero();
  }
}

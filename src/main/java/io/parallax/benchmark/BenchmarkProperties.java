package io.parallax.benchmark;

import io.parallax.limit.Limit;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What a benchmark may take.
///
/// @param time the longest time of a benchmark; what has not been measured by then is skipped
/// @param row the time after which an executor is measured no more at a size
/// @param warmUp the time after which an executor is warm at a size
/// @param sizes the most sizes of a benchmark
/// @param repetitions the most measured runs of an executor at a size, and the most before those
/// @param elements the most elements of the longest input
@ConfigurationProperties("parallax.benchmarks")
public record BenchmarkProperties(
    @DefaultValue("60s") Duration time,
    @DefaultValue("2s") Duration row,
    @DefaultValue("300ms") Duration warmUp,
    @DefaultValue("16") int sizes,
    @DefaultValue("200") int repetitions,
    @DefaultValue("100000000") long elements) {
  public BenchmarkProperties {
    Limit.requirePositive("parallax.benchmarks.time", time.toMillis());
    Limit.requirePositive("parallax.benchmarks.row", row.toMillis());
    Limit.requirePositive("parallax.benchmarks.sizes", sizes);
    Limit.requirePositive("parallax.benchmarks.repetitions", repetitions);
    Limit.requirePositive("parallax.benchmarks.elements", elements);
    if (warmUp.isNegative()) {
      throw new IllegalArgumentException("parallax.benchmarks.warm-up is negative: " + warmUp);
    }
  }
}

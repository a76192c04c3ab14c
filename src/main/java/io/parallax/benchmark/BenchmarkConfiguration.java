package io.parallax.benchmark;

import static io.parallax.limit.Limit.count;
import static io.parallax.limit.Limit.milliseconds;

import io.parallax.limit.LimitSource;
import io.parallax.limit.LimitSource.Subject;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The settings of benchmarks and their limits.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BenchmarkProperties.class)
class BenchmarkConfiguration {
  @Bean
  LimitSource benchmarkLimits(BenchmarkProperties limits) {
    return LimitSource.of(
        Subject.REQUEST,
        count("benchmarks", 1, "benchmarks", "those at work at a time"),
        count("benchmarkSizes", limits.sizes(), "sizes", "a benchmark"),
        count("benchmarkElements", limits.elements(), "elements", "the longest input of a size"),
        count(
            "benchmarkRepetitions",
            limits.repetitions(),
            "runs",
            "those measured of a strategy at a size, and those before"),
        milliseconds("benchmarkMs", limits.time(), "a benchmark; what is left then is skipped"),
        milliseconds("benchmarkRowMs", limits.row(), "measuring one strategy at one size"),
        milliseconds("benchmarkWarmUpMs", limits.warmUp(), "warming up one strategy at one size"));
  }
}

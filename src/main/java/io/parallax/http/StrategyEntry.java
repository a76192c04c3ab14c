package io.parallax.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.parallax.executor.process.PoolState;
import io.parallax.strategy.Strategy;
import org.jspecify.annotations.Nullable;

/// A strategy as it is listed.
///
/// @param workers its worker processes; null, and left out, for one without
record StrategyEntry(
    String name,
    String description,
    boolean available,
    String reason,
    int maximumParallelism,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable PoolState workers) {

  static StrategyEntry of(Strategy strategy) {
    return new StrategyEntry(
        strategy.name(),
        strategy.description(),
        strategy.available(),
        strategy.reason(),
        strategy.maximumParallelism(),
        strategy.workers().orElse(null));
  }
}

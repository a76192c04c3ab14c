package io.parallax.http.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.parallax.executor.machinecode.CompilerState;
import io.parallax.executor.process.PoolState;
import io.parallax.strategy.Strategy;
import org.jspecify.annotations.Nullable;

/// A strategy in the list of strategies.
///
/// @param workers its worker processes; null, and left out, for a strategy without worker processes
/// @param compiler where its code is compiled; null, and left out, for a strategy that compiles
///   nothing
record StrategyEntry(
    String name,
    String description,
    boolean available,
    String reason,
    int maximumParallelism,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable PoolState workers,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable CompilerState compiler) {

  static StrategyEntry of(Strategy strategy) {
    return new StrategyEntry(
        strategy.name(),
        strategy.description(),
        strategy.available(),
        strategy.reason(),
        strategy.maximumParallelism(),
        strategy.workers().orElse(null),
        strategy.compiler().orElse(null));
  }
}

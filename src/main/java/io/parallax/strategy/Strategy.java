package io.parallax.strategy;

import io.parallax.executor.machinecode.CompilerState;
import io.parallax.executor.process.PoolState;
import java.util.Optional;

/// An executor as callers see it.
///
/// @param description one sentence for people choosing
/// @param available whether it can run here
/// @param reason why it cannot run here; empty when available
/// @param maximumParallelism the most threads it gives to one request
/// @param workers its worker processes; empty for an executor without worker processes
/// @param compiler where its code is compiled; empty for an executor that compiles nothing
public record Strategy(
    String name,
    String description,
    boolean available,
    String reason,
    int maximumParallelism,
    Optional<PoolState> workers,
    Optional<CompilerState> compiler) {}

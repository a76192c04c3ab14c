package io.parallax.strategy;

import io.parallax.executor.Isolation;
import java.util.Optional;
import java.util.OptionalInt;

/// The properties of a request that decide which executor runs it.
///
/// @param strategy the executor the caller names; empty for the best one
/// @param parallelism the most threads to use; empty for as many as help
/// @param isolation what the computation is kept apart from
/// @param unsharedBytes the bytes of the input arrays the program reads that are stored outside
///   memory shared with worker processes; an executor that runs in worker processes has to copy
///   these arrays
public record SelectionCriteria(
    Optional<String> strategy, OptionalInt parallelism, Isolation isolation, long unsharedBytes) {
  static SelectionCriteria of(Optional<String> strategy, OptionalInt parallelism) {
    return new SelectionCriteria(strategy, parallelism, Isolation.NONE, 0);
  }
}

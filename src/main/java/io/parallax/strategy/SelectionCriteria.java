package io.parallax.strategy;

import io.parallax.executor.Isolation;
import java.util.Optional;
import java.util.OptionalInt;

/// What a request asks of a choice, and what it brings.
///
/// @param strategy the executor the caller names; empty for the best
/// @param parallelism the most threads to use; empty for as many as help
/// @param isolation what the computing is kept apart from
/// @param unsharedBytes of the arrays the program reads that stand where worker processes do not
///   see them: these are copied for an executor that has such
public record SelectionCriteria(
    Optional<String> strategy, OptionalInt parallelism, Isolation isolation, long unsharedBytes) {
  static SelectionCriteria of(Optional<String> strategy, OptionalInt parallelism) {
    return new SelectionCriteria(strategy, parallelism, Isolation.NONE, 0);
  }
}

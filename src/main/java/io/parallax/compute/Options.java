package io.parallax.compute;

import io.parallax.executor.Isolation;
import io.parallax.type.Overflow;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/// How the caller wants a request to be run.
///
/// @param strategy an executor's name; empty lets the selector choose
/// @param parallelism the most threads to use; empty for as many as help
/// @param timeout from the request's arrival; empty for the service's default
/// @param isolation what the computation is kept apart from
/// @param overflow what happens where an integer result does not fit its type
public record Options(
    Optional<String> strategy,
    OptionalInt parallelism,
    Optional<Duration> timeout,
    Isolation isolation,
    Overflow overflow) {
  public static final Options DEFAULT =
      new Options(Optional.empty(), OptionalInt.empty(), Optional.empty());

  /// Options without isolation, under which overflow is an error.
  public Options(Optional<String> strategy, OptionalInt parallelism, Optional<Duration> timeout) {
    this(strategy, parallelism, timeout, Isolation.NONE, Overflow.ERROR);
  }
}

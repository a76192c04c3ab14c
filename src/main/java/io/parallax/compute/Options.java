package io.parallax.compute;

import io.parallax.executor.Isolation;
import io.parallax.program.Invocation;
import io.parallax.type.Overflow;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// How the caller wants a request to be run.
///
/// @param strategy an executor's name; empty lets the selector choose
/// @param parallelism the most threads to use; empty for as many as help
/// @param timeout from the request's arrival; empty for the service's default
/// @param isolation what the computation is kept apart from
/// @param overflow what happens where an integer result does not fit its type
/// @param iterations the trips that all loops of functions may make together for one item; empty
///   for [#DEFAULT_ITERATIONS]
/// @param onError what happens where an item fails; empty for [OnError#FAIL]
public record Options(
    Optional<String> strategy,
    OptionalInt parallelism,
    Optional<Duration> timeout,
    Isolation isolation,
    Overflow overflow,
    OptionalLong iterations,
    Optional<OnError> onError) {
  /// The trips of an item in a request that names no number.
  public static final long DEFAULT_ITERATIONS = Invocation.DEFAULT_MAXIMUM_TRIPS;

  /// The most trips that a request may name. Numbers of JSON are exact up to nine times as many.
  public static final long MAX_ITERATIONS = 1_000_000_000_000_000L;

  public static final Options DEFAULT =
      new Options(Optional.empty(), OptionalInt.empty(), Optional.empty());

  /// What happens where an item of a function fails.
  public enum OnError {
    /// The request fails as its first item does.
    FAIL,
    /// The other items are computed, and the answer tells which failed.
    COLLECT;

    /// The name in requests, such as `fail`.
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static List<String> labels() {
      return Arrays.stream(values()).map(OnError::label).toList();
    }
  }

  /// Options without isolation, under which overflow is an error.
  public Options(Optional<String> strategy, OptionalInt parallelism, Optional<Duration> timeout) {
    this(strategy, parallelism, timeout, Isolation.NONE, Overflow.ERROR);
  }

  /// Options that say nothing of functions.
  public Options(
      Optional<String> strategy,
      OptionalInt parallelism,
      Optional<Duration> timeout,
      Isolation isolation,
      Overflow overflow) {
    this(
        strategy,
        parallelism,
        timeout,
        isolation,
        overflow,
        OptionalLong.empty(),
        Optional.empty());
  }

  /// The trips that the loops of one item may make.
  public long maximumIterations() {
    return iterations.orElse(DEFAULT_ITERATIONS);
  }

  /// Whether the items that fail are told, and the others computed.
  public boolean collectsFailures() {
    return onError.filter(OnError.COLLECT::equals).isPresent();
  }

  /// The same options with another strategy.
  public Options withStrategy(Optional<String> replaced) {
    return new Options(replaced, parallelism, timeout, isolation, overflow, iterations, onError);
  }
}

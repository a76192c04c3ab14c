package io.parallax.executor.machinecode;

import java.time.Duration;

/// What a compiler process may take.
///
/// @param start to be ready
/// @param answer to answer when there is nothing to do
/// @param compilation to compile a form and try its kernel
/// @param memoryBytes beyond what it has when it is ready
public record CompilerLimits(
    Duration start, Duration answer, Duration compilation, long memoryBytes) {
  /// The most heap of one.
  public static final long HEAP_BYTES = 128L << 20;

  public static final Duration START = Duration.ofSeconds(15);
  public static final Duration ANSWER = Duration.ofSeconds(5);

  /// With the usual ones for what is not compiling.
  ///
  /// @param compilation to compile a form and try its kernel
  public static CompilerLimits of(Duration compilation, long memoryBytes) {
    return new CompilerLimits(START, ANSWER, compilation, memoryBytes);
  }
}

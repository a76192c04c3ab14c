package io.parallax.executor.machinecode;

import java.time.Duration;

/// The time and memory that a compiler process may take.
///
/// @param start time until the process is ready
/// @param answer time until the process answers when it has nothing to do
/// @param compilation time to compile a form and try its kernel
/// @param memoryBytes bytes beyond the memory that the process has when it is ready
public record CompilerLimits(
    Duration start, Duration answer, Duration compilation, long memoryBytes) {
  /// The most heap of one compiler process.
  public static final long HEAP_BYTES = 128L << 20;

  public static final Duration START = Duration.ofSeconds(15);
  public static final Duration ANSWER = Duration.ofSeconds(5);

  /// Limits with the usual times for everything but compiling.
  ///
  /// @param compilation time to compile a form and try its kernel
  public static CompilerLimits of(Duration compilation, long memoryBytes) {
    return new CompilerLimits(START, ANSWER, compilation, memoryBytes);
  }
}

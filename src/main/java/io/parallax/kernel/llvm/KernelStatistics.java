package io.parallax.kernel.llvm;

import io.parallax.kernel.llvm.binding.CompilationException;
import java.util.Map;

/// Counts of the native engine since it was opened, and its present memory.
///
/// @param kernels kernels in memory or being compiled
/// @param bytes the approximate memory of the kernels
/// @param compilations compilations that have ended
/// @param compileNanos the time of all compilations together
/// @param restored kernels taken from a folder of objects instead of being compiled
/// @param evictions kernels freed to make room for other kernels
/// @param failures forms without a kernel, by the kind of failure; a form that could not be
///   compiled for the moment counts each time
public record KernelStatistics(
    int kernels,
    long bytes,
    long compilations,
    long compileNanos,
    long restored,
    long evictions,
    Map<CompilationException.Kind, Long> failures) {
  /// The counts of an engine that has done nothing.
  public static final KernelStatistics NONE = new KernelStatistics(0, 0, 0, 0, 0, 0, Map.of());

  public KernelStatistics {
    failures = Map.copyOf(failures);
  }

  /// The number of failures of one kind.
  public long failures(CompilationException.Kind kind) {
    return failures.getOrDefault(kind, 0L);
  }
}

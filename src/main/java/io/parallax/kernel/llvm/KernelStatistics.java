package io.parallax.kernel.llvm;

import io.parallax.kernel.llvm.binding.CompilationException;
import java.util.Map;

/// What the native engine holds and has done since it was opened.
///
/// @param kernels in memory, or on the way there
/// @param bytes they take, about
/// @param compilations done
/// @param compileNanos they took altogether
/// @param restored kernels that a folder of objects spared a compilation
/// @param evictions kernels freed for others
/// @param failures forms of which there is no kernel, by what went wrong; a form for which nothing
///   could be compiled at the moment counts each time
public record KernelStatistics(
    int kernels,
    long bytes,
    long compilations,
    long compileNanos,
    long restored,
    long evictions,
    Map<CompilationException.Kind, Long> failures) {
  /// Of an engine that has done nothing.
  public static final KernelStatistics NONE = new KernelStatistics(0, 0, 0, 0, 0, 0, Map.of());

  public KernelStatistics {
    failures = Map.copyOf(failures);
  }

  /// How often that went wrong.
  public long failures(CompilationException.Kind kind) {
    return failures.getOrDefault(kind, 0L);
  }
}

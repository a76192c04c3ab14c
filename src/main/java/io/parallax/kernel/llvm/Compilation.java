package io.parallax.kernel.llvm;

import io.parallax.kernel.llvm.binding.CompilationException;

/// The state of the native kernel of a loop.
public sealed interface Compilation {
  /// Nobody has asked for the kernel, or it was freed to make room for other kernels.
  record Absent() implements Compilation {}

  /// The kernel is being compiled, or waits to be compiled.
  record Running() implements Compilation {}

  /// The kernel is in memory at the moment.
  ///
  /// @param buildNanos the time to compile the kernel, or to link an object that a folder kept
  record Ready(long buildNanos) implements Compilation {}

  /// There is no kernel.
  ///
  /// @param kind the kind of failure; asking again is useless, except for
  ///   [CompilationException.Kind#UNAVAILABLE]
  record Failed(CompilationException.Kind kind, String reason) implements Compilation {}
}

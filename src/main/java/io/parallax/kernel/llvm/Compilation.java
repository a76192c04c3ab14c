package io.parallax.kernel.llvm;

import io.parallax.kernel.llvm.binding.CompilationException;

/// How far the native kernel of a loop is.
public sealed interface Compilation {
  /// Nobody asked for it, or it was dropped for others.
  record Absent() implements Compilation {}

  /// Being compiled, or waiting for it.
  record Running() implements Compilation {}

  /// In memory, for now.
  ///
  /// @param buildNanos what it took to get it: to compile, or to link what a folder kept
  record Ready(long buildNanos) implements Compilation {}

  /// There is none.
  ///
  /// @param kind of what went wrong; but for [CompilationException.Kind#UNAVAILABLE] there is no
  ///   use in asking again
  record Failed(CompilationException.Kind kind, String reason) implements Compilation {}
}

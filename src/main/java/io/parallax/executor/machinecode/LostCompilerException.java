package io.parallax.executor.machinecode;

import io.parallax.kernel.llvm.binding.CompilationException;

/// A compiler process is gone.
final class LostCompilerException extends Exception {
  private static final long serialVersionUID = 1L;

  private final CompilationException.Kind kind;
  private final String reason;
  private final boolean endedByOthers;

  /// @param reason for callers of the service: without addresses and paths
  /// @param endedByOthers whether somebody else is to blame: the process was ended by a signal that
  ///   no program sends to itself, or it had no processor
  LostCompilerException(CompilationException.Kind kind, String reason, boolean endedByOthers) {
    super(reason);
    this.kind = kind;
    this.reason = reason;
    this.endedByOthers = endedByOthers;
  }

  CompilationException.Kind kind() {
    return kind;
  }

  String reason() {
    return reason;
  }

  boolean wasEndedByOthers() {
    return endedByOthers;
  }
}

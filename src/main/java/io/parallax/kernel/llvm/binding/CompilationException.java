package io.parallax.kernel.llvm.binding;

/// There is no kernel for a form. Never for what a caller's data says.
public final class CompilationException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Kind kind;

  /// What went wrong.
  public enum Kind {
    /// LLVM, or the linker, says no: a defect of this package.
    REJECTED,
    /// The kernel does not leave the interpreter's bits.
    DIFFERENT,
    /// The process that compiled it, or tried it, ended.
    CRASHED,
    /// Compiling or trying it took too long.
    TIMED_OUT,
    /// Nothing can be compiled at the moment: no fault of the form, which may be asked for again.
    UNAVAILABLE
  }

  public CompilationException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /// That a module or an object is refused.
  public CompilationException(String message) {
    this(Kind.REJECTED, message);
  }

  public Kind kind() {
    return kind;
  }

  /// What to say of it.
  public String reason() {
    return String.valueOf(getMessage());
  }
}

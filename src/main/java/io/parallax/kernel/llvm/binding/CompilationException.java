package io.parallax.kernel.llvm.binding;

/// There is no kernel for a form. The values of a caller's data are never the cause.
public final class CompilationException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Kind kind;

  /// What went wrong.
  public enum Kind {
    /// LLVM or the linker refuses the module or the object: a defect of this package.
    REJECTED,
    /// The kernel's bits differ from the interpreter's.
    DIFFERENT,
    /// The process that compiled or tried the kernel ended.
    CRASHED,
    /// The compilation or the trial took too long.
    TIMED_OUT,
    /// Nothing can be compiled at the moment. The form is not to blame, and may be requested again.
    UNAVAILABLE
  }

  public CompilationException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /// LLVM or the linker refuses a module or an object.
  public CompilationException(String message) {
    this(Kind.REJECTED, message);
  }

  public Kind kind() {
    return kind;
  }

  /// The reason in words.
  public String reason() {
    return String.valueOf(getMessage());
  }
}

package io.parallax.kernel.llvm;

/// LLVM refused a module or an object: a defect of this package, or of a file it was given.
final class CompilationException extends Exception {
  private static final long serialVersionUID = 1L;

  CompilationException(String message) {
    super(message);
  }
}

package io.parallax.kernel.llvm.binding;

/// There are no native kernels on this machine. The message says why, for an operator.
public final class UnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;

  public UnavailableException(String reason) {
    super(reason);
    this.reason = reason;
  }

  public UnavailableException(String reason, Throwable cause) {
    super(reason, cause);
    this.reason = reason;
  }

  public String reason() {
    return reason;
  }
}

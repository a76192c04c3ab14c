package io.parallax.executor.process;

/// A worker is gone, and its process with it.
public final class LostWorkerException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean begun;

  /// @param begun whether it may have begun with the work
  LostWorkerException(String detail, boolean begun) {
    super(detail);
    this.begun = begun;
  }

  /// Whether it had been given the work, so that the work may be what it died of.
  public boolean hadBegun() {
    return begun;
  }
}

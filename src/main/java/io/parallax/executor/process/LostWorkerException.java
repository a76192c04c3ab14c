package io.parallax.executor.process;

/// A worker is lost: its process has ended.
public final class LostWorkerException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean begun;

  /// @param begun whether the worker may have begun with the work
  LostWorkerException(String detail, boolean begun) {
    super(detail);
    this.begun = begun;
  }

  /// Whether the worker had been given the work, so that the work may be the cause of its end.
  public boolean hadBegun() {
    return begun;
  }
}

package io.parallax.http.problem;

/// A request refused because of the form in which it came, before anything was computed. Records no
/// stack trace, because the refusal is part of the contract.
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ProblemType type;
  private final String detail;

  /// @param detail a sentence for the caller
  public RefusedException(ProblemType type, String detail) {
    super(detail, null, false, false);
    this.type = type;
    this.detail = detail;
  }

  ProblemType type() {
    return type;
  }

  String detail() {
    return detail;
  }
}

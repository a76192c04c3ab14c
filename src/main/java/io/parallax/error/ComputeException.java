package io.parallax.error;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A failure with a code, a sentence for the caller, and the place where it happened: a position in
/// an expression, a JSON pointer into the request, or neither.
///
/// Immutable: the `at…` methods return a new exception. Thrown only for failures that are part of
/// the contract, so it records no stack trace unless the code is [ErrorCode#INTERNAL].
public final class ComputeException extends RuntimeException {
  /// The most failures that are told beside the first one of a request. Callers know the limit as
  /// `problems`, which counts the first one too.
  public static final int MAX_OTHERS = 31;

  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final String detail;
  private final transient @Nullable SourcePosition position;
  private final @Nullable String pointer;
  private final transient @Nullable List<ComputeException> others;

  public ComputeException(ErrorCode code, String detail) {
    this(code, detail, null, null, null, null);
  }

  public ComputeException(ErrorCode code, String detail, Throwable cause) {
    this(code, detail, null, null, null, cause);
  }

  private ComputeException(
      ErrorCode code,
      String detail,
      @Nullable SourcePosition position,
      @Nullable String pointer,
      @Nullable List<ComputeException> others,
      @Nullable Throwable cause) {
    super(detail, cause, false, code == ErrorCode.INTERNAL);
    this.code = code;
    this.detail = detail;
    this.position = position;
    this.pointer = pointer;
    this.others = others;
  }

  /// The same failure at the same place, in other words.
  public ComputeException saying(String newDetail) {
    return new ComputeException(code, newDetail, position, pointer, others, getCause());
  }

  /// The same failure, located in an expression.
  public ComputeException at(SourcePosition newPosition) {
    return new ComputeException(code, detail, newPosition, pointer, others, getCause());
  }

  /// The same failure, located in the request's JSON by a pointer of RFC 6901 such as
  /// `/inputs/a/3`.
  public ComputeException atPointer(String newPointer) {
    return new ComputeException(code, detail, position, newPointer, others, getCause());
  }

  /// The same failure, told together with others of the same request.
  ///
  /// @param more beyond [#MAX_OTHERS] they are left out
  public ComputeException with(List<ComputeException> more) {
    List<ComputeException> kept = List.copyOf(more.subList(0, Math.min(more.size(), MAX_OTHERS)));
    return new ComputeException(code, detail, position, pointer, kept, getCause());
  }

  /// The same failures, in a request that is part of another one.
  ///
  /// @param prefix the JSON pointer of the request
  public ComputeException below(String prefix) {
    ComputeException lower = pointer == null ? this : atPointer(prefix + pointer);
    return lower.with(others().stream().map(other -> other.below(prefix)).toList());
  }

  public ErrorCode code() {
    return code;
  }

  /// The sentence for the caller. It says what is wrong with the request and, where possible, what
  /// would be right.
  public String detail() {
    return detail;
  }

  public Optional<SourcePosition> position() {
    return Optional.ofNullable(position);
  }

  public Optional<String> pointer() {
    return Optional.ofNullable(pointer);
  }

  /// What else is wrong with the request.
  public List<ComputeException> others() {
    return others == null ? List.of() : others;
  }
}

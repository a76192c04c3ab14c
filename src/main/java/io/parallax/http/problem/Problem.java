package io.parallax.http.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.parallax.error.ComputeException;
import io.parallax.error.SourcePosition;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// One failure of one request, in the form of `application/problem+json`.
///
/// @param instance the request's path, if it has a readable one
/// @param pointer the place in the request's JSON (RFC 6901), if it is known
/// @param position the place in an expression, if it is known
/// @param requestId the request's id in the service's log
/// @param retryAfterSeconds as in the Retry-After header, for problems that pass
/// @param errors everything that is wrong with the request, this first; if it is more than one
///   thing
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    @Nullable String instance,
    @Nullable String pointer,
    @Nullable Position position,
    String requestId,
    @Nullable Long retryAfterSeconds,
    @Nullable List<Entry> errors) {
  private static final String KEPT = Problem.class.getName();

  /// A place in an expression, or in the text of functions.
  ///
  /// @param offset in UTF-16 units from 0
  /// @param line from 1; null in an expression
  /// @param column in UTF-16 units from 1; null in an expression
  /// @param caret two lines: the text around the offset and a caret under it
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Position(
      int offset, @Nullable Integer line, @Nullable Integer column, String caret) {
    static Position of(SourcePosition position) {
      return new Position(
          position.offset(),
          nullable(position.line()),
          nullable(position.column()),
          position.caret());
    }

    private static @Nullable Integer nullable(OptionalInt number) {
      return number.isPresent() ? number.getAsInt() : null;
    }
  }

  /// One of several things that are wrong with a request.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Entry(
      String type, String detail, @Nullable String pointer, @Nullable Position position) {
    static Entry of(ComputeException failure) {
      return new Entry(
          ProblemType.of(failure.code()).address(),
          failure.detail(),
          failure.pointer().orElse(null),
          failure.position().map(Position::of).orElse(null));
    }
  }

  /// The problem that [#keepFor] kept. It is the answer if the container answers the request
  /// itself.
  public static Optional<Problem> keptFor(HttpServletRequest request) {
    return request.getAttribute(KEPT) instanceof Problem kept
        ? Optional.of(kept)
        : Optional.empty();
  }

  /// Keeps the problem for a request that the container answers itself.
  void keepFor(HttpServletRequest request) {
    request.setAttribute(KEPT, this);
  }

  public static Problem of(ProblemType type, String detail, HttpServletRequest request) {
    return new Problem(
        type.address(),
        type.title(),
        type.status(),
        detail,
        request.getRequestURI(),
        null,
        null,
        RequestId.of(request),
        null,
        null);
  }

  Problem at(@Nullable String newPointer, @Nullable Position newPosition) {
    return new Problem(
        type,
        title,
        status,
        detail,
        instance,
        newPointer,
        newPosition,
        requestId,
        retryAfterSeconds,
        errors);
  }

  Problem withErrors(List<Entry> all) {
    return new Problem(
        type,
        title,
        status,
        detail,
        instance,
        pointer,
        position,
        requestId,
        retryAfterSeconds,
        all);
  }

  public Problem retryAfter(long seconds) {
    return new Problem(
        type, title, status, detail, instance, pointer, position, requestId, seconds, errors);
  }
}

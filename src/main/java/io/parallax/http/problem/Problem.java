package io.parallax.http.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.parallax.error.SourcePosition;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One failure of one request, as `application/problem+json` shows it.
///
/// @param instance the request's path, when it has a readable one
/// @param pointer where in the request's JSON (RFC 6901), when that is known
/// @param position where in an expression, when that is known
/// @param requestId what the service's log calls the request
/// @param retryAfterSeconds as in the Retry-After header, of problems that pass
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
    @Nullable Long retryAfterSeconds) {
  private static final String KEPT = Problem.class.getName();

  /// A place in an expression.
  ///
  /// @param offset in UTF-16 units from 0
  /// @param caret two lines: the text around the offset and a caret under it
  public record Position(int offset, String caret) {
    static Position of(SourcePosition position) {
      return new Position(position.offset(), position.caret());
    }
  }

  /// The problem that [#keepFor] kept, which is the answer if the container takes it over.
  public static Optional<Problem> keptFor(HttpServletRequest request) {
    return request.getAttribute(KEPT) instanceof Problem kept
        ? Optional.of(kept)
        : Optional.empty();
  }

  /// Keeps the problem for a request of which the container takes the answer over.
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
        retryAfterSeconds);
  }

  public Problem retryAfter(long seconds) {
    return new Problem(
        type, title, status, detail, instance, pointer, position, requestId, seconds);
  }
}

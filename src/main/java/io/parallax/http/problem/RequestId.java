package io.parallax.http.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The id of a request in headers, problems and logs.
public final class RequestId {
  public static final String HEADER = "X-Request-Id";

  /// The most characters of a client's id that is used.
  public static final int LENGTH = 128;

  /// Characters that are harmless in a header, a log line and a shell.
  private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9._:/+=-]{1," + LENGTH + "}");

  private static final String ATTRIBUTE = RequestId.class.getName();

  private RequestId() {}

  /// The id the client sent if it is safe to repeat, otherwise a new id. Every call for the same
  /// request returns the same id.
  public static String of(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof String known) {
      return known;
    }
    String id = accept(request.getHeader(HEADER));
    request.setAttribute(ATTRIBUTE, id);
    return id;
  }

  static String accept(@Nullable String sent) {
    return sent != null && SAFE.matcher(sent).matches() ? sent : UUID.randomUUID().toString();
  }
}

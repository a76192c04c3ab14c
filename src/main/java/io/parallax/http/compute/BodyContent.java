package io.parallax.http.compute;

import io.parallax.http.HttpProperties;
import io.parallax.http.client.Clients;
import io.parallax.http.problem.ProblemType;
import io.parallax.http.problem.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/// Decides by the headers alone which bodies are read: those that are not encoded and not longer
/// than the limit.
final class BodyContent {
  private BodyContent() {}

  /// The body, of which nothing has been read yet. Its format has been checked ([Formats]).
  static BoundedBody open(HttpServletRequest request, HttpProperties limits) throws IOException {
    String encoding = request.getHeader("Content-Encoding");
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      throw unsupported("a body with Content-Encoding is not read; send it uncompressed");
    }
    if (request.getContentLengthLong() > limits.body().toBytes()) {
      throw BoundedBody.tooLarge(limits);
    }
    return new BoundedBody(
        request.getInputStream(),
        request.getContentLengthLong(),
        limits,
        Clients.visit(request).cancellation());
  }

  private static RefusedException unsupported(String detail) {
    return new RefusedException(ProblemType.UNSUPPORTED_MEDIA_TYPE, detail);
  }
}

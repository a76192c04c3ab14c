package io.parallax.http.compute;

import io.parallax.http.HttpLimits;
import io.parallax.http.client.Clients;
import io.parallax.http.problem.ProblemType;
import io.parallax.http.problem.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;

/// Which bodies are read: JSON in UTF-8, as it is, and no longer than they may be. Everything is
/// judged by the headers.
final class JsonContent {
  private JsonContent() {}

  /// The body, of which nothing has been read. The media type has been checked by the controller's
  /// mapping, its parameters have not.
  static BoundedBody open(HttpServletRequest request, HttpLimits limits) throws IOException {
    String encoding = request.getHeader("Content-Encoding");
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      throw unsupported("a body with Content-Encoding is not read; send it uncompressed");
    }
    Charset charset = MediaType.parseMediaType(request.getContentType()).getCharset();
    if (charset != null && !charset.equals(StandardCharsets.UTF_8)) {
      throw unsupported("JSON is read in UTF-8, not in " + charset.name());
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

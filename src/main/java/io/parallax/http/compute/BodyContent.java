package io.parallax.http.compute;

import io.parallax.format.RequestBody;
import io.parallax.http.HttpProperties;
import io.parallax.http.client.Clients;
import io.parallax.http.problem.ProblemType;
import io.parallax.http.problem.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.springframework.http.HttpHeaders;

/// Decides by the headers alone which bodies are read: those that are not longer than the limit,
/// and compressed with gzip or not at all.
final class BodyContent {
  private static final String GZIP = "gzip";

  private BodyContent() {}

  /// The body, of which nothing has been read yet. Its format has been checked ([Formats]).
  ///
  /// @param response gets a header with the encodings that are read if the body's is another one
  static BoundedBody open(
      HttpServletRequest request, HttpServletResponse response, HttpProperties limits)
      throws IOException {
    if (!isPlain(request) && !isPacked(request)) {
      response.setHeader(HttpHeaders.ACCEPT_ENCODING, GZIP);
      throw unsupported(
          "a body with this Content-Encoding is not read; send it uncompressed, or with"
              + " Content-Encoding: gzip");
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

  /// The received body as it was before the client compressed it.
  static RequestBody unpacked(
      HttpServletRequest request, ReceivedBody body, HttpProperties limits) {
    return isPacked(request)
        ? Formats.body(request, new UnpackedBody(body, limits), limits.body().toBytes())
        : Formats.body(request, body, body.length());
  }

  /// Whether the body is compressed.
  static boolean isPacked(HttpServletRequest request) {
    List<String> encodings = encodings(request);
    return encodings.size() == 1
        && (encodings.getFirst().equalsIgnoreCase(GZIP)
            || encodings.getFirst().equalsIgnoreCase("x-gzip"));
  }

  private static boolean isPlain(HttpServletRequest request) {
    return encodings(request).stream().allMatch("identity"::equalsIgnoreCase);
  }

  private static List<String> encodings(HttpServletRequest request) {
    return Collections.list(request.getHeaders(HttpHeaders.CONTENT_ENCODING));
  }

  private static RefusedException unsupported(String detail) {
    return new RefusedException(ProblemType.UNSUPPORTED_MEDIA_TYPE, detail);
  }
}

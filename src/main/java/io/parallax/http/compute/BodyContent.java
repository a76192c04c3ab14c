package io.parallax.http.compute;

import io.parallax.format.RequestBody;
import io.parallax.http.HttpProperties;
import io.parallax.http.client.Clients;
import io.parallax.http.problem.ProblemType;
import io.parallax.http.problem.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Optional;
import org.springframework.http.HttpHeaders;

/// Decides by the headers alone which bodies are read: those that are not longer than the limit,
/// and compressed in a way of [ContentCoding] or not at all.
public final class BodyContent {
  private BodyContent() {}

  /// The body, of which nothing has been read yet. Its format has been checked ([Formats]).
  ///
  /// @param response gets a header with the encodings that are read if the body's is another one
  static BoundedBody open(
      HttpServletRequest request, HttpServletResponse response, HttpProperties limits)
      throws IOException {
    if (ContentCoding.isUnknown(request)) {
      response.setHeader(HttpHeaders.ACCEPT_ENCODING, ContentCoding.labels());
      throw new RefusedException(
          ProblemType.UNSUPPORTED_MEDIA_TYPE,
          "a body with this Content-Encoding is not read; send it uncompressed, or with one of: "
              + ContentCoding.labels());
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

  /// The body of a request whose format is known ([Formats#ofRequest]), which is read while it
  /// arrives: decompressed, and bounded before and after it is decompressed. Nothing of it has been
  /// read yet.
  ///
  /// @param limits those of the body
  /// @param digest gets the bytes that are read, as they are sent
  /// @return throws what the client does wrong while it is read; to be closed
  /// @throws io.parallax.error.ComputeException TOO_LARGE
  /// @throws RefusedException UNSUPPORTED_MEDIA_TYPE
  public static RequestBody arriving(
      HttpServletRequest request,
      HttpServletResponse response,
      HttpProperties limits,
      Optional<MessageDigest> digest)
      throws IOException {
    BoundedBody body = open(request, response, limits);
    ArrivingBody sent = ArrivingBody.of(body, digest);
    Optional<ContentCoding> coding = ContentCoding.of(request);
    if (coding.isPresent()) {
      return Formats.body(
          request, new UnpackedBody(sent, coding.get(), limits), limits.body().toBytes());
    }
    return Formats.body(
        request, sent, body.isAnnounced() ? body.announcedBytes() : limits.body().toBytes());
  }

  /// The memory off the heap that reading the body takes besides what is made of it.
  public static long memoryBytes(HttpServletRequest request) {
    return ContentCoding.of(request).map(ContentCoding::memoryBytes).orElse(0L);
  }

  /// The received body as it was before the client compressed it. Memory that decompressing takes
  /// is charged to the body.
  ///
  /// @return to be closed before the received body
  static RequestBody unpacked(
      HttpServletRequest request, ReceivedBody body, HttpProperties limits) {
    Optional<ContentCoding> coding = ContentCoding.of(request);
    if (coding.isEmpty()) {
      return Formats.body(request, body, body.length());
    }
    body.charge(coding.get().memoryBytes());
    return Formats.body(
        request, new UnpackedBody(body, coding.get(), limits), limits.body().toBytes());
  }

  /// Whether the body is compressed.
  public static boolean isPacked(HttpServletRequest request) {
    return ContentCoding.of(request).isPresent();
  }
}

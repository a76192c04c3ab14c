package io.parallax.http.testing;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Requests as the bytes that go over the wire.
public final class RawRequest {
  private RawRequest() {}

  /// The head of a JSON request after which the connection ends.
  ///
  /// @param headers besides the usual ones
  public static String head(String path, String... headers) {
    return Stream.concat(
            Stream.of(
                "POST " + path + " HTTP/1.1",
                "Host: x",
                "Content-Type: application/json",
                "Connection: close"),
            Stream.of(headers))
        .collect(Collectors.joining("\r\n", "", "\r\n\r\n"));
  }

  /// The head of a request with a body of so many bytes.
  public static String head(String path, int length) {
    return head(path, "Content-Length: " + length);
  }
}

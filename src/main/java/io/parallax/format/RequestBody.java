package io.parallax.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/// A request's body, with what headers and address say about it.
///
/// @param mediaType type and subtype of the body, such as `application/json`, in lower case
/// @param parameters the parameters of the media type by their names, which are in lower case
/// @param query the query of the address as it was sent; empty where there is none
/// @param stream the bytes after decompression, from the first one on
/// @param mostBytes no more bytes can come from the stream
public record RequestBody(
    String mediaType,
    Map<String, String> parameters,
    String query,
    InputStream stream,
    long mostBytes)
    implements AutoCloseable {

  /// A body of which no more is known than its media type.
  public static RequestBody of(String mediaType, InputStream stream) {
    return new RequestBody(mediaType, Map.of(), "", stream, Long.MAX_VALUE);
  }

  /// Closes the stream.
  @Override
  public void close() throws IOException {
    stream.close();
  }
}

package io.parallax.format;

import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/// One or several arrays as bytes: a whole body, or a part of one.
///
/// @param name the input's name if the request gives one
/// @param parameters the parameters of the media type by their names, which are in lower case
/// @param stream ends where the arrays end
/// @param mostBytes no more bytes can come from the stream
public record ArrayBody(
    Optional<String> name, Map<String, String> parameters, InputStream stream, long mostBytes) {
  /// The name of an array that neither the request nor the body names.
  public static final String DEFAULT_NAME = "x";

  /// The name of an array in a format that has no names.
  public String nameOrDefault() {
    return name.orElse(DEFAULT_NAME);
  }
}

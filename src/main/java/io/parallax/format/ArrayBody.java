package io.parallax.format;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One or several arrays as bytes: a whole body, or a part of one.
///
/// @param name the input's name if the request gives one
/// @param parameters the parameters of the media type by their names, which are in lower case
/// @param stream ends where the arrays end
/// @param mostBytes no more bytes can come from the stream
/// @param limits more arrays, or longer ones, are refused
public record ArrayBody(
    Optional<String> name,
    Map<String, String> parameters,
    InputStream stream,
    long mostBytes,
    ArrayLimits limits) {
  /// The name of an array that neither the request nor the body names.
  public static final String DEFAULT_NAME = "x";

  /// The name of an array in a format that has no names.
  public String nameOrDefault() {
    return name.orElse(DEFAULT_NAME);
  }

  /// Refuses parameters of the media type that are not known. The charset, which is UTF-8, is known
  /// to all formats.
  ///
  /// @throws ComputeException UNKNOWN_FIELD
  public void requireParameters(String... known) {
    for (String parameter : parameters.keySet()) {
      if (!parameter.equals("charset") && !List.of(known).contains(parameter)) {
        throw new ComputeException(
            ErrorCode.UNKNOWN_FIELD,
            "the media type has no parameter \"%s\"%s"
                .formatted(
                    parameter,
                    known.length == 0
                        ? " in this format"
                        : "; its parameters are " + String.join(", ", known)));
      }
    }
  }

  /// A failure in an array, with the array's name before its pointer if it has one.
  public static ComputeException inArray(String name, ComputeException failure) {
    return failure.below("/" + name.replace("~", "~0").replace("/", "~1"));
  }

  /// Refuses an array with too many elements.
  ///
  /// @throws ComputeException TOO_LARGE
  public void requireElements(long count) {
    if (count > limits.elements()) {
      throw new ComputeException(
          ErrorCode.TOO_LARGE,
          "the array has %d elements, more than the limit of %d"
              .formatted(count, limits.elements()));
    }
  }
}

package io.parallax.format.multipart;

import io.parallax.array.Input;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.format.ArrayBody;
import io.parallax.format.ArrayFormat;
import io.parallax.format.ArrayLimits;
import io.parallax.format.json.RequestReader;
import io.parallax.limit.Deadline;
import io.parallax.memory.Reservation;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The formats of parts that are inputs. A part without `Content-Type` is JSON. A part that is only
/// called `application/octet-stream` has the format that the name of its file tells, because curl
/// calls most files so.
final class PartFormats {
  private static final String JSON = "application/json";
  private static final String BYTES = "application/octet-stream";
  private static final Map<String, String> BY_EXTENSION =
      Map.of(
          ".npy", "application/x-npy",
          ".csv", "text/csv",
          ".arrow", "application/vnd.apache.arrow.stream",
          ".arrows", "application/vnd.apache.arrow.stream",
          ".parquet", "application/vnd.apache.parquet",
          ".json", JSON);

  private final Map<String, ArrayFormat> arrays = new TreeMap<>();
  private final RequestReader requests;

  PartFormats(List<ArrayFormat> formats, RequestReader requests) {
    formats.forEach(format -> arrays.put(format.mediaType(), format));
    this.requests = requests;
  }

  /// Reads the inputs of a part. Failures name the part, and their pointers begin with `/inputs`.
  ///
  /// @param mostBytes no more bytes can come from the content
  /// @param limits those of the arrays
  Map<String, Input> read(
      PartHeader part,
      InputStream content,
      long mostBytes,
      ArrayLimits limits,
      Reservation reservation,
      Deadline deadline)
      throws IOException {
    HeaderValue type = type(part);
    try {
      if (type.value().equals(JSON)) {
        requireUtf8(type);
        Input input = requests.input(part.name(), content, limits, reservation, deadline);
        return Map.of(part.name(), input);
      }
      ArrayFormat format = arrays.get(type.value());
      if (format == null) {
        throw new ComputeException(
            ErrorCode.UNSUPPORTED_MEDIA_TYPE,
            "an input in %s is not read; inputs are read as: %s, %s"
                .formatted(type.value(), JSON, String.join(", ", arrays.keySet())));
      }
      requireUtf8(type);
      return format.read(
          new ArrayBody(Optional.of(part.name()), type.parameters(), content, mostBytes, limits),
          reservation,
          deadline);
    } catch (ComputeException failure) {
      throw inPart(part.name(), failure);
    }
  }

  /// Refuses a part that is not JSON.
  static void requireJson(PartHeader part) {
    String type = part.type().map(HeaderValue::value).orElse(JSON);
    boolean isUnknownFile = type.equals(BYTES) || type.equals("text/plain");
    if (!type.equals(JSON) && !isUnknownFile) {
      throw new ComputeException(
          ErrorCode.UNSUPPORTED_MEDIA_TYPE,
          "the part \"%s\" is the request in application/json, not in %s"
              .formatted(part.name(), type));
    }
  }

  private static HeaderValue type(PartHeader part) {
    HeaderValue sent = part.type().orElseGet(() -> new HeaderValue(JSON, Map.of()));
    if (!sent.value().equals(BYTES) || !sent.parameters().isEmpty()) {
      return sent;
    }
    String file = part.fileName().orElse("").toLowerCase(Locale.ROOT);
    int dot = file.lastIndexOf('.');
    String known = dot < 0 ? null : BY_EXTENSION.get(file.substring(dot));
    return known == null ? sent : new HeaderValue(known, Map.of());
  }

  private static void requireUtf8(HeaderValue type) {
    String charset = type.parameters().getOrDefault("charset", "utf-8");
    if (!charset.equalsIgnoreCase("utf-8") && !charset.equalsIgnoreCase("us-ascii")) {
      throw new ComputeException(
          ErrorCode.UNSUPPORTED_MEDIA_TYPE, "text is read in UTF-8, not in " + charset);
    }
  }

  private static ComputeException inPart(String name, ComputeException failure) {
    ComputeException told =
        new ComputeException(
            failure.code(), "the part \"%s\": %s".formatted(name, failure.detail()));
    return failure.pointer().map(pointer -> told.atPointer("/inputs" + pointer)).orElse(told);
  }
}

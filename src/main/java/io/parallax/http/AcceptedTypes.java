package io.parallax.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/// The media types that a request accepts.
///
/// @param ranges as the header `Accept` lists them, each with its quality
public record AcceptedTypes(List<MediaType> ranges) {
  public AcceptedTypes {
    ranges = List.copyOf(ranges);
  }

  /// What the request accepts: everything if it has no header `Accept`.
  ///
  /// @return empty if the header is not a list of media types
  public static Optional<AcceptedTypes> of(HttpServletRequest request) {
    List<String> headers = Collections.list(request.getHeaders(HttpHeaders.ACCEPT));
    try {
      List<MediaType> ranges = MediaType.parseMediaTypes(headers);
      return Optional.of(new AcceptedTypes(ranges.isEmpty() ? List.of(MediaType.ALL) : ranges));
    } catch (InvalidMediaTypeException malformed) {
      return Optional.empty();
    }
  }

  /// The quality of a media type, given by the most specific of the ranges that include it; 0 if
  /// none includes it.
  public double quality(MediaType written) {
    return ranges.stream()
        .filter(range -> range.includes(written))
        .max(Comparator.comparingInt(AcceptedTypes::specificity))
        .map(MediaType::getQualityValue)
        .orElse(0.0);
  }

  /// The format with the highest quality: JSON, or else the first by name, of several.
  ///
  /// @param formats by the names of their media types
  public <T> Optional<T> best(Map<String, T> formats) {
    return formats.entrySet().stream()
        .filter(format -> quality(format.getKey()) > 0)
        .max(
            Comparator.<Map.Entry<String, T>>comparingDouble(format -> quality(format.getKey()))
                .thenComparing(format -> format.getKey().equals(MediaType.APPLICATION_JSON_VALUE))
                .thenComparing(Map.Entry::getKey, Comparator.reverseOrder()))
        .map(Map.Entry::getValue);
  }

  private double quality(String written) {
    return quality(MediaType.parseMediaType(written));
  }

  private static int specificity(MediaType range) {
    return range.isWildcardType() ? 0 : range.isWildcardSubtype() ? 1 : 2;
  }
}

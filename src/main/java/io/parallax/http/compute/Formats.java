package io.parallax.http.compute;

import io.parallax.format.AnswerFormat;
import io.parallax.format.RequestBody;
import io.parallax.format.RequestFormat;
import io.parallax.http.problem.ProblemType;
import io.parallax.http.problem.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/// The formats of bodies. Finds the format of a request and of its answer. Thread safe.
@Component
final class Formats {
  /// The parameter of a media type that names a charset.
  private static final Pattern CHARSET =
      Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\";\\s]+)\"?", Pattern.CASE_INSENSITIVE);

  private final Map<String, RequestFormat> requests;
  private final Map<String, AnswerFormat> answers;

  Formats(List<RequestFormat> requests, List<AnswerFormat> answers) {
    this.requests = byMediaType(requests, RequestFormat::mediaTypes);
    this.answers = byMediaType(answers, format -> Set.of(format.mediaType()));
  }

  private static <T> Map<String, T> byMediaType(
      List<T> formats, Function<T, Set<String>> mediaTypes) {
    Map<String, T> found = new TreeMap<>();
    for (T format : formats) {
      for (String mediaType : mediaTypes.apply(format)) {
        T other = found.put(mediaType, format);
        if (other != null) {
          throw new IllegalStateException(
              "%s and %s have the same media type".formatted(format.getClass(), other.getClass()));
        }
      }
    }
    return Collections.unmodifiableMap(found);
  }

  /// The body of a request whose format is known ([#ofRequest]).
  ///
  /// @param stream the body after decompression
  /// @param mostBytes the most bytes of the stream
  static RequestBody body(HttpServletRequest request, InputStream stream, long mostBytes) {
    MediaType sent = MediaType.parseMediaType(request.getContentType());
    String query = request.getQueryString();
    return new RequestBody(
        essence(sent), parameters(sent), query == null ? "" : query, stream, mostBytes);
  }

  private static Map<String, String> parameters(MediaType sent) {
    Map<String, String> parameters = new TreeMap<>();
    sent.getParameters()
        .forEach((name, value) -> parameters.put(name.toLowerCase(Locale.ROOT), unquoted(value)));
    return parameters;
  }

  private static String unquoted(String value) {
    boolean isQuoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
    return isQuoted ? value.substring(1, value.length() - 1) : value;
  }

  /// The format of a request's body, by its `Content-Type`.
  ///
  /// @param response gets a header with the formats that can be read if the format is not one of
  ///   them
  /// @throws RefusedException UNSUPPORTED_MEDIA_TYPE
  RequestFormat ofRequest(HttpServletRequest request, HttpServletResponse response) {
    MediaType sent = contentType(request.getContentType(), response);
    RequestFormat format = requests.get(essence(sent));
    if (format == null) {
      throw unsupported("a body in " + essence(sent) + " is not read", response);
    }
    if (sent.getCharset() != null && !sent.getCharset().equals(StandardCharsets.UTF_8)) {
      throw unsupported("text is read in UTF-8, not in " + sent.getCharset().name(), response);
    }
    return format;
  }

  /// The format of the answer: the accepted format with the highest quality. Of several with the
  /// same quality it is JSON, otherwise the first by name.
  ///
  /// @throws RefusedException NOT_ACCEPTABLE
  AnswerFormat ofAnswer(HttpServletRequest request) {
    return best(accepted(request))
        .orElseThrow(() -> notAcceptable("none of the formats of the header Accept is written"));
  }

  /// Refuses a request whose results cannot be written in the format of its answer.
  ///
  /// @throws RefusedException NOT_ACCEPTABLE
  void requireWritable(AnswerFormat format, List<String> results) {
    format
        .refusal(results)
        .ifPresent(
            reason -> {
              throw notAcceptable(format.mediaType() + " " + reason);
            });
  }

  /// Requires that the client accepts JSON, the only format of explanations.
  ///
  /// @throws RefusedException NOT_ACCEPTABLE when the client does not accept JSON
  void requireJson(HttpServletRequest request) {
    if (quality(MediaType.APPLICATION_JSON, accepted(request)) == 0) {
      throw new RefusedException(
          ProblemType.NOT_ACCEPTABLE, "explanations are written as application/json only");
    }
  }

  private Optional<AnswerFormat> best(List<MediaType> accepted) {
    return answers.values().stream()
        .filter(format -> quality(format, accepted) > 0)
        .max(
            Comparator.<AnswerFormat>comparingDouble(format -> quality(format, accepted))
                .thenComparing(
                    format -> format.mediaType().equals(MediaType.APPLICATION_JSON_VALUE))
                .thenComparing(AnswerFormat::mediaType, Comparator.reverseOrder()));
  }

  private static double quality(AnswerFormat format, List<MediaType> accepted) {
    return quality(MediaType.parseMediaType(format.mediaType()), accepted);
  }

  /// The quality of a media type, given by the most specific of the ranges that include it; 0 if
  /// none includes it.
  private static double quality(MediaType written, List<MediaType> accepted) {
    return accepted.stream()
        .filter(range -> range.includes(written))
        .max(Comparator.comparingInt(Formats::specificity))
        .map(MediaType::getQualityValue)
        .orElse(0.0);
  }

  private static int specificity(MediaType range) {
    return range.isWildcardType() ? 0 : range.isWildcardSubtype() ? 1 : 2;
  }

  private static List<MediaType> accepted(HttpServletRequest request) {
    List<String> headers = Collections.list(request.getHeaders(HttpHeaders.ACCEPT));
    try {
      List<MediaType> ranges = MediaType.parseMediaTypes(headers);
      return ranges.isEmpty() ? List.of(MediaType.ALL) : ranges;
    } catch (InvalidMediaTypeException malformed) {
      throw new RefusedException(
          ProblemType.NOT_ACCEPTABLE, "the header Accept is not a list of media types");
    }
  }

  private MediaType contentType(@Nullable String header, HttpServletResponse response) {
    if (header == null) {
      throw unsupported("the header Content-Type is missing", response);
    }
    try {
      return MediaType.parseMediaType(header);
    } catch (InvalidMediaTypeException malformed) {
      Matcher charset = CHARSET.matcher(header);
      boolean unknown = charset.find() && isMediaType(charset.replaceFirst(""));
      throw unsupported(
          unknown
              ? "text is read in UTF-8, not in " + charset.group(1)
              : "the header Content-Type is not a media type",
          response);
    }
  }

  private static boolean isMediaType(String header) {
    try {
      MediaType.parseMediaType(header);
      return true;
    } catch (InvalidMediaTypeException malformed) {
      return false;
    }
  }

  private RefusedException unsupported(String what, HttpServletResponse response) {
    String read = String.join(", ", requests.keySet());
    response.setHeader(HttpHeaders.ACCEPT, read);
    return new RefusedException(
        ProblemType.UNSUPPORTED_MEDIA_TYPE, what + "; bodies are read as: " + read);
  }

  private RefusedException notAcceptable(String what) {
    return new RefusedException(
        ProblemType.NOT_ACCEPTABLE,
        what + "; answers are written as: " + String.join(", ", answers.keySet()));
  }

  private static String essence(MediaType type) {
    return (type.getType() + "/" + type.getSubtype()).toLowerCase(Locale.ROOT);
  }
}

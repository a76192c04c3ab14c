package io.parallax.http.compute;

import io.parallax.format.RequestBody;
import io.parallax.format.RequestFormat;
import io.parallax.http.problem.ProblemType;
import io.parallax.http.problem.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/// The formats of requests. Finds the format of a body. Thread safe.
@Component
public final class Formats {
  /// The parameter of a media type that names a charset.
  private static final Pattern CHARSET =
      Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\";\\s]+)\"?", Pattern.CASE_INSENSITIVE);

  private final Map<String, RequestFormat> requests;

  Formats(List<RequestFormat> requests) {
    this.requests = byMediaType(requests, RequestFormat::mediaTypes);
  }

  /// Formats by the names of their media types, in the order of the names.
  static <T> Map<String, T> byMediaType(List<T> formats, Function<T, Set<String>> mediaTypes) {
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
  public RequestFormat ofRequest(HttpServletRequest request, HttpServletResponse response) {
    List<String> headers = Collections.list(request.getHeaders(HttpHeaders.CONTENT_TYPE));
    RequestFormat named = headers.size() == 1 ? requests.get(headers.getFirst()) : null;
    if (named != null) {
      return named; // a media type without parameters
    }
    MediaType sent = contentType(headers, response);
    RequestFormat format = requests.get(essence(sent));
    if (format == null) {
      throw unsupported(
          essence(sent).equals(MediaType.APPLICATION_FORM_URLENCODED_VALUE)
              ? "curl calls a body a form unless it is told what the body is: add -H 'Content-Type:"
                  + " application/json', or the type of the array"
              : "a body in " + essence(sent) + " is not read",
          response);
    }
    if (sent.getCharset() != null && !sent.getCharset().equals(StandardCharsets.UTF_8)) {
      throw unsupported("text is read in UTF-8, not in " + sent.getCharset().name(), response);
    }
    return format;
  }

  private MediaType contentType(List<String> headers, HttpServletResponse response) {
    if (headers.size() != 1) {
      throw unsupported(
          "the header Content-Type is " + (headers.isEmpty() ? "missing" : "there twice"),
          response);
    }
    String header = headers.getFirst();
    Optional<String> complaint = TypeParameters.complaint(header);
    if (complaint.isPresent()) {
      throw unsupported(complaint.get(), response);
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

  private static String essence(MediaType type) {
    return (type.getType() + "/" + type.getSubtype()).toLowerCase(Locale.ROOT);
  }
}

package io.parallax.http.compute;

import io.parallax.http.problem.ProblemType;
import io.parallax.http.problem.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;

/// What the header `Accept-Encoding` (RFC 9110, 12.5.3) allows.
///
/// @param preferred the coding that the client likes best, at least as well as none
/// @param isRequired whether the client takes no answer without a coding
record AcceptedCodings(Optional<AnswerCoding> preferred, boolean isRequired) {
  private static final String IDENTITY = "identity";
  private static final String ANY = "*";
  private static final AcceptedCodings NONE = new AcceptedCodings(Optional.empty(), false);

  /// @throws RefusedException NOT_ACCEPTABLE when the client takes neither a coding that is written
  ///   nor an answer without one
  static AcceptedCodings of(HttpServletRequest request) {
    if (request.getHeader(HttpHeaders.ACCEPT_ENCODING) == null) {
      return NONE;
    }
    return of(
        Collections.list(request.getHeaders(HttpHeaders.ACCEPT_ENCODING)),
        AnswerCoding.available());
  }

  /// @param available the codings that are written, the best one first
  static AcceptedCodings of(List<String> headers, List<AnswerCoding> available) {
    Map<String, Double> qualities = new HashMap<>();
    for (String each : String.join(",", headers).split(",", -1)) {
      read(each, qualities);
    }
    double other = qualities.getOrDefault(ANY, 0.0);
    double identity =
        qualities.getOrDefault(IDENTITY, qualities.containsKey(ANY) ? other : Double.MIN_VALUE);
    Optional<AnswerCoding> preferred = Optional.empty();
    double best = identity;
    for (AnswerCoding coding : available) {
      double quality = qualities.getOrDefault(coding.label(), other);
      if (quality > 0 && (quality > best || (preferred.isEmpty() && quality == best))) {
        best = quality;
        preferred = Optional.of(coding);
      }
    }
    if (identity == 0 && preferred.isEmpty()) {
      throw new RefusedException(
          ProblemType.NOT_ACCEPTABLE,
          "none of the codings of the header Accept-Encoding is written; answers are written with: "
              + available.stream().map(AnswerCoding::label).collect(Collectors.joining(", "))
              + ", identity");
    }
    return new AcceptedCodings(preferred, identity == 0);
  }

  /// Reads a coding with its quality; what is malformed is passed over.
  private static void read(String element, Map<String, Double> qualities) {
    String[] parts = element.split(";", -1);
    String coding = parts[0].strip().toLowerCase(Locale.ROOT);
    double quality = 1;
    for (int index = 1; index < parts.length; index++) {
      String parameter = parts[index].strip().toLowerCase(Locale.ROOT);
      if (parameter.startsWith("q=")) {
        try {
          quality = Double.parseDouble(parameter.substring(2).strip());
        } catch (NumberFormatException malformed) {
          return;
        }
      }
    }
    if (!coding.isEmpty() && quality >= 0 && quality <= 1) {
      qualities.put(coding.equals("x-gzip") ? "gzip" : coding, quality);
    }
  }
}

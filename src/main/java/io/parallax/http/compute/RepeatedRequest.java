package io.parallax.http.compute;

import io.parallax.compute.CanonicalRequest;
import io.parallax.compute.ComputeResult;
import io.parallax.format.AnswerFormat;
import io.parallax.format.Decoded;
import io.parallax.format.OutputOptions;
import io.parallax.recent.RecentResults;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/// What a request says of equal requests before it: whether its client has the answer
/// (`If-None-Match`), and whether a stored result will do (`Cache-Control`). The request's datasets
/// have been found by then.
///
/// @param digest of the request; null where there is none
/// @param tag for the header `ETag`, weak, because answers tell their times; null like `digest`
/// @param control what the request says of stored results
record RepeatedRequest(
    @Nullable String digest, @Nullable String tag, RecentResults results, Control control) {
  private static final int TAG_DIGITS = 40;
  private static final String WEAK = "W/";

  /// What `Cache-Control` of a request asks for (RFC 9111, 5.2.1).
  enum Control {
    /// A stored result will do.
    STORED,
    /// The request is to be computed, and its result may be stored.
    COMPUTED,
    /// The request is to be computed, and its result not stored.
    FORGOTTEN;

    static Control of(HttpServletRequest request) {
      Control control = STORED;
      for (String each : elements(request, HttpHeaders.CACHE_CONTROL)) {
        switch (each.toLowerCase(Locale.ROOT)) {
          case "no-store" -> {
            return FORGOTTEN;
          }
          case "no-cache", "max-age=0" -> control = COMPUTED;
          default -> {
            // It is no matter of a request that is computed anew or not at all.
          }
        }
      }
      return control;
    }
  }

  static RepeatedRequest of(
      HttpServletRequest request, Decoded decoded, AnswerFormat writer, RecentResults results) {
    Control control = Control.of(request);
    Optional<String> digest =
        isRepeatable(decoded.output())
            ? CanonicalRequest.digest(
                decoded.request(), writer.mediaType() + ' ' + decoded.output())
            : Optional.empty();
    String coding =
        AcceptedCodings.of(request).preferred().map(each -> "-" + each.label()).orElse("");
    return new RepeatedRequest(
        digest.orElse(null),
        digest.map(hex -> WEAK + '"' + hex.substring(0, TAG_DIGITS) + coding + '"').orElse(null),
        results,
        control);
  }

  /// Whether answering changes nothing but the answer.
  private static boolean isRepeatable(OutputOptions output) {
    return switch (output.values()) {
      case AUTO, ALL, SUMMARY, NONE -> true;
      case DATASET -> false;
    };
  }

  /// Whether the client has the answer.
  boolean isKnownTo(HttpServletRequest request) {
    if (tag == null || control != Control.STORED) {
      return false;
    }
    String opaque = tag.substring(WEAK.length());
    return elements(request, HttpHeaders.IF_NONE_MATCH).stream()
        .map(sent -> sent.startsWith(WEAK) ? sent.substring(WEAK.length()) : sent)
        .anyMatch(opaque::equals);
  }

  /// The stored result, if one will do.
  Optional<RecentResults.Use> stored() {
    return digest == null || control != Control.STORED ? Optional.empty() : results.find(digest);
  }

  /// Stores the result, unless the request forbids it.
  void store(ComputeResult result) {
    if (digest != null && control != Control.FORGOTTEN) {
      results.add(digest, result);
    }
  }

  private static List<String> elements(HttpServletRequest request, String header) {
    if (request.getHeader(header) == null) {
      return List.of();
    }
    List<String> elements = new ArrayList<>();
    for (String line : Collections.list(request.getHeaders(header))) {
      for (String element : line.split(",", -1)) {
        elements.add(element.strip());
      }
    }
    return elements;
  }
}

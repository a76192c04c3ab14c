package io.parallax.http;

import io.parallax.limit.Limit;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Which pages of other origins may call the service from a browser (CORS).
///
/// @param origins the origins, such as `https://example.org`; `*` for every one; null for none
/// @param methods the methods that their calls may have
/// @param headers the headers that their calls may have
/// @param exposed the headers of answers that they may read
/// @param keep how long a browser may keep these answers
@ConfigurationProperties("parallax.cors")
public record CorsProperties(
    @Nullable List<String> origins,
    @DefaultValue({"GET", "HEAD", "POST", "DELETE"}) List<String> methods,
    @DefaultValue({
          "accept",
          "content-type",
          "content-encoding",
          "x-request-id",
          "traceparent",
          "tracestate"
        })
        List<String> headers,
    @DefaultValue({
          "x-request-id",
          "server-timing",
          "parallax-execution",
          "parallax-dtype",
          "parallax-shape",
          "traceparent",
          "retry-after",
          "etag",
          "allow"
        })
        List<String> exposed,
    @DefaultValue("1h") Duration keep) {
  private static final String EVERY = "*";

  public CorsProperties {
    origins = origins == null ? null : List.copyOf(origins);
    methods = List.copyOf(methods);
    headers = List.copyOf(headers);
    exposed = List.copyOf(exposed);
    Limit.requirePositive("parallax.cors.keep", keep.toSeconds());
  }

  /// Whether some origin is allowed.
  boolean allowsAny() {
    return origins != null && !origins.isEmpty();
  }

  boolean allows(String origin) {
    return allowsEvery() || (origins != null && origins.contains(origin));
  }

  boolean allowsEvery() {
    return origins != null && origins.contains(EVERY);
  }

  /// The value of the header that lets an allowed origin in.
  String allowed(String origin) {
    return allowsEvery() ? EVERY : origin;
  }
}

package io.parallax.compute;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How many requests are admitted.
///
/// @param concurrent the most requests in work at a time, tiny requests not counted; null for two a
///   core, at least 4, because one request computes while another is read or written
/// @param waiting the most requests that may wait to be admitted
@ConfigurationProperties("parallax.admission")
public record AdmissionProperties(@Nullable Integer concurrent, @DefaultValue("256") int waiting) {
  private static final int LEAST_CONCURRENT = 4;
  private static final int CONCURRENT_PER_CORE = 2;

  public AdmissionProperties {
    if (concurrent != null && concurrent < 1) {
      throw new IllegalArgumentException("parallax.admission.concurrent is less than 1");
    }
    if (waiting < 0) {
      throw new IllegalArgumentException("parallax.admission.waiting is negative");
    }
  }

  /// The number of requests in work at a time if more are of no use: one a core.
  int leastConcurrency() {
    return Math.min(concurrency(), Runtime.getRuntime().availableProcessors());
  }

  /// The most requests in work at a time.
  public int concurrency() {
    return concurrent == null
        ? Math.max(
            LEAST_CONCURRENT, CONCURRENT_PER_CORE * Runtime.getRuntime().availableProcessors())
        : concurrent;
  }
}

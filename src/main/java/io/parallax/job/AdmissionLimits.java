package io.parallax.job;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How many requests are let in.
///
/// @param concurrent requests in work at a time; null for two a core, at least 4: while one reads
///   or writes, another computes
/// @param waiting requests that may wait for that
@ConfigurationProperties("parallax.admission")
public record AdmissionLimits(@Nullable Integer concurrent, @DefaultValue("64") int waiting) {
  private static final int LEAST_CONCURRENT = 4;
  private static final int CONCURRENT_PER_CORE = 2;

  public AdmissionLimits {
    if (concurrent != null && concurrent < 1) {
      throw new IllegalArgumentException("parallax.admission.concurrent is less than 1");
    }
    if (waiting < 0) {
      throw new IllegalArgumentException("parallax.admission.waiting is negative");
    }
  }

  /// Requests in work at a time.
  public int concurrency() {
    return concurrent == null
        ? Math.max(
            LEAST_CONCURRENT, CONCURRENT_PER_CORE * Runtime.getRuntime().availableProcessors())
        : concurrent;
  }
}

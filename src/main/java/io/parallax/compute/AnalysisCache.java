package io.parallax.compute;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// The readings of requests asked lately: one that is asked again, with whatever elements, is not
/// read, checked and lowered again, and executors know its program again. Thread safe.
@Component
public final class AnalysisCache {
  /// The most heap they take, by [HeapCost], whatever the heap has.
  private static final long GREATEST_BYTES = 128L << 20;

  /// Of a small heap, the part they may take.
  private static final int PART = 16;

  private final long limitBytes;
  private final Cache<RequestKey, AnalyzedRequest> readings;

  @Autowired
  AnalysisCache(MeterRegistry registry) {
    this(registry, Math.min(GREATEST_BYTES, Runtime.getRuntime().maxMemory() / PART));
  }

  AnalysisCache(MeterRegistry registry, long limitBytes) {
    this.limitBytes = limitBytes;
    readings =
        Caffeine.newBuilder()
            .maximumWeight(limitBytes)
            .weigher(AnalysisCache::weight)
            .executor(Runnable::run)
            .recordStats()
            .build();
    CaffeineCacheMetrics.monitor(registry, readings, "programs");
  }

  /// Known to callers as `rememberedBytes`.
  public long limitBytes() {
    return limitBytes;
  }

  Optional<AnalyzedRequest> find(RequestKey wording) {
    return Optional.ofNullable(readings.getIfPresent(wording));
  }

  void add(RequestKey wording, AnalyzedRequest reading) {
    readings.put(wording, reading);
  }

  /// How many there are, by and large: what is being added or dropped may be missing.
  long size() {
    readings.cleanUp();
    return readings.estimatedSize();
  }

  private static int weight(RequestKey wording, AnalyzedRequest reading) {
    return Math.toIntExact(HeapCost.of(wording, reading));
  }
}

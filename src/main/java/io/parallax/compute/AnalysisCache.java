package io.parallax.compute;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// The analyses of recent requests. A request that is asked again, with whatever elements, is not
/// parsed, checked and lowered again, and executors recognise its program. Thread safe.
@Component
public final class AnalysisCache {
  /// The most heap the cache takes, counted by [HeapCost], however large the heap is.
  private static final long GREATEST_BYTES = 128L << 20;

  /// The cache takes at most the heap divided by this number.
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

  /// The most heap the cache takes. Callers know the limit as `rememberedBytes`.
  public long limitBytes() {
    return limitBytes;
  }

  Optional<AnalyzedRequest> find(RequestKey key) {
    return Optional.ofNullable(readings.getIfPresent(key));
  }

  void add(RequestKey key, AnalyzedRequest reading) {
    readings.put(key, reading);
  }

  /// The approximate number of analyses: entries that are being added or dropped may be missing.
  long size() {
    readings.cleanUp();
    return readings.estimatedSize();
  }

  private static int weight(RequestKey key, AnalyzedRequest reading) {
    return Math.toIntExact(HeapCost.of(key, reading));
  }
}

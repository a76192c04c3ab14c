package io.parallax.job;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// The readings of requests asked lately: one that is asked again, with whatever elements, is not
/// read, checked and lowered again, and executors know its program again. Thread safe.
@Component
public final class ReadingCache {
  /// The most operations of the programs kept; some 150 bytes of heap each.
  public static final int MAX_OPERATIONS = 262_144;

  /// As much heap as an operation takes.
  private static final int CHARACTERS = 64;

  /// As much as one operation, for what every program has besides.
  private static final int BASE = 16;

  private final Cache<Wording, Reading> readings =
      Caffeine.newBuilder()
          .maximumWeight(MAX_OPERATIONS)
          .weigher(ReadingCache::weight)
          .executor(Runnable::run)
          .recordStats()
          .build();

  ReadingCache(MeterRegistry registry) {
    CaffeineCacheMetrics.monitor(registry, readings, "programs");
  }

  Optional<Reading> find(Wording wording) {
    return Optional.ofNullable(readings.getIfPresent(wording));
  }

  void add(Wording wording, Reading reading) {
    readings.put(wording, reading);
  }

  /// How many there are, by and large: what is being added or dropped may be missing.
  long size() {
    readings.cleanUp();
    return readings.estimatedSize();
  }

  private static int weight(Wording wording, Reading reading) {
    return Math.toIntExact(BASE + reading.operations() + wording.length() / CHARACTERS);
  }
}

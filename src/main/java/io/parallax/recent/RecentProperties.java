package io.parallax.recent;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// The store of recent results.
///
/// @param enabled whether results are kept at all
/// @param entries the most results
/// @param memory the most memory of all results; null for a sixteenth of the memory of all
///   requests, and at most [#GREATEST_BYTES]
@ConfigurationProperties("parallax.recent")
public record RecentProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("1000") int entries,
    @Nullable DataSize memory) {
  private static final long GREATEST_BYTES = 64L << 20;
  private static final int PART = 16;

  public RecentProperties {
    if (entries < 1) {
      throw new IllegalArgumentException("parallax.recent.entries is less than 1");
    }
    if (memory != null && memory.isNegative()) {
      throw new IllegalArgumentException("parallax.recent.memory is negative");
    }
  }

  /// @param budgetBytes the memory of all requests
  long bytes(long budgetBytes) {
    return memory == null ? Math.min(GREATEST_BYTES, budgetBytes / PART) : memory.toBytes();
  }
}

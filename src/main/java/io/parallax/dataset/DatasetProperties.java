package io.parallax.dataset;

import io.parallax.limit.Limit;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// The settings of datasets.
///
/// @param folder where datasets are stored, which instances may share; null: a temporary folder,
///   which ends with the service
/// @param quota the most bytes of all datasets and drafts in the folder; null: half of what the
///   disk has free when the service starts, datasets included
/// @param timeToLive how long a dataset is kept after it was last sent
/// @param count the most datasets in the folder
/// @param drafts the most datasets that are being written at a time
@ConfigurationProperties("parallax.datasets")
public record DatasetProperties(
    @Nullable Path folder,
    @Nullable DataSize quota,
    @DefaultValue("7d") Duration timeToLive,
    @DefaultValue("10000") int count,
    @DefaultValue("64") int drafts) {
  private static final Duration LONGEST = Duration.ofDays(36_500);

  public DatasetProperties {
    Limit.requirePositive("parallax.datasets.quota", quota == null ? 1 : quota.toBytes());
    Limit.requirePositive("parallax.datasets.time-to-live", timeToLive.toMillis());
    if (timeToLive.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "parallax.datasets.time-to-live is at most %d days".formatted(LONGEST.toDays()));
    }
    Limit.requirePositive("parallax.datasets.count", count);
    Limit.requirePositive("parallax.datasets.drafts", drafts);
  }
}

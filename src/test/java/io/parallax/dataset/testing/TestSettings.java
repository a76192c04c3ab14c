package io.parallax.dataset.testing;

import io.parallax.dataset.DatasetProperties;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.util.unit.DataSize;

/// Settings of stores in tests: 64 MB and a day, unless said.
public final class TestSettings {
  public static final Duration TIME_TO_LIVE = Duration.ofDays(1);
  public static final int COUNT = 20;
  public static final int DRAFTS = 4;

  private TestSettings() {}

  public static DatasetProperties in(Path folder) {
    return in(folder, DataSize.ofMegabytes(64));
  }

  public static DatasetProperties in(Path folder, DataSize quota) {
    return new DatasetProperties(folder, quota, TIME_TO_LIVE, COUNT, DRAFTS);
  }
}

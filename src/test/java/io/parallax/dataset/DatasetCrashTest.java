package io.parallax.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.dataset.testing.Content;
import io.parallax.dataset.testing.DataFiles;
import io.parallax.dataset.testing.PublishingProcess;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/// Processes that are killed while they store and delete datasets. `-Ddatasets.kills=50` kills more
/// of them, as the campaign does.
@EnabledOnOs(OS.LINUX)
class DatasetCrashTest {
  private static final int KILLS = Integer.getInteger("datasets.kills", 4);
  private static final int ROWS = 20_000;
  private static final int MOST_MILLIS = 120;

  @TempDir private Path folder;

  private static DatasetProperties settings(Path folder) {
    return new DatasetProperties(folder, DataSize.ofGigabytes(1), Duration.ofDays(1), 10_000, 4);
  }

  @Test
  void afterEachKillEverythingCompleteIsThereAndNothingElse() throws Exception {
    Random random = new Random(17);
    Set<Long> kept = new HashSet<>();
    for (int kill = 0; kill < KILLS; kill++) {
      Set<Long> maybe;
      try (PublishingProcess process = PublishingProcess.start(folder, 1000L * kill, ROWS)) {
        process.kill(Duration.ofNanos(random.nextLong(MOST_MILLIS * 1_000_000L)));
        kept.addAll(process.complete());
        maybe = process.begun();
      }
      try (DatasetStore store = new DatasetStore(settings(folder), Clock.systemUTC())) {
        Set<Long> found =
            DataFiles.verifyAll(store).stream().map(Content::seed).collect(Collectors.toSet());
        assertThat(found).as("kill %d", kill).containsAll(kept);
        found.removeAll(kept);
        assertThat(maybe).as("kill %d", kill).containsAll(found);
        kept.addAll(found);
        new DataFiles(folder).requireNoLeftovers(store, 1);
        assertThat(store.stateNow().bytes()).isEqualTo(columnBytes(store));
      }
    }
  }

  @Test
  void anotherInstanceGoesOnWhenOneIsKilled() throws Exception {
    try (DatasetStore store = new DatasetStore(settings(folder), Clock.systemUTC());
        PublishingProcess one = PublishingProcess.start(folder, 0, ROWS);
        PublishingProcess other = PublishingProcess.start(folder, 1_000_000, ROWS)) {
      one.kill(Duration.ofMillis(50));
      Published published = new Content(7_000_000, ROWS).publish(store);
      store.sweep();
      other.kill(Duration.ofMillis(50));
      store.sweep();
      Set<Long> found =
          DataFiles.verifyAll(store).stream().map(Content::seed).collect(Collectors.toSet());
      assertThat(found).containsAll(one.complete()).containsAll(other.complete());
      assertThat(store.find(published.dataset().id())).isEqualTo(published.dataset());
      new DataFiles(folder).requireNoLeftovers(store, 1);
    }
  }

  private static long columnBytes(DatasetStore store) {
    return store.list(Integer.MAX_VALUE, Optional.empty()).stream()
        .flatMap(dataset -> dataset.columns().stream())
        .collect(Collectors.toMap(Dataset.Column::sha256, Dataset.Column::bytes, (one, _) -> one))
        .values()
        .stream()
        .mapToLong(Long::longValue)
        .sum();
  }
}

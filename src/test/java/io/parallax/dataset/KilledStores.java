package io.parallax.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.dataset.testing.Content;
import io.parallax.dataset.testing.DataFiles;
import io.parallax.dataset.testing.PublishingProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.util.unit.DataSize;

/// Processes that store and delete datasets in a folder until they are killed.
record KilledStores(Path folder, int rows) {
  private static final int MOST_MILLIS = 120;

  DatasetStore store() {
    return new DatasetStore(
        new DatasetProperties(folder, DataSize.ofGigabytes(1), Duration.ofDays(1), 10_000, 4),
        Clock.systemUTC());
  }

  /// Kills so many, one after the other, and checks after each what is there.
  void kill(int kills) throws IOException {
    Random random = new Random(kills);
    Set<Long> kept = new HashSet<>();
    for (int kill = 0; kill < kills; kill++) {
      Set<Long> begun;
      try (PublishingProcess process = PublishingProcess.start(folder, 1000L * kill, rows)) {
        process.kill(Duration.ofNanos(random.nextLong(MOST_MILLIS * 1_000_000L)));
        kept.addAll(process.complete());
        begun = process.begun();
      }
      try (DatasetStore store = store()) {
        Set<Long> found = seeds(store);
        assertThat(found).as("kill %d", kill).containsAll(kept);
        found.removeAll(kept);
        assertThat(begun).as("kill %d", kill).containsAll(found);
        kept.addAll(found);
        new DataFiles(folder).requireNoLeftovers(store, 1);
        assertThat(store.stateNow().bytes()).isEqualTo(columnBytes(store));
      }
    }
  }

  /// The seeds of the datasets that are stored, each of which is verified.
  static Set<Long> seeds(DatasetStore store) {
    return DataFiles.verifyAll(store).stream().map(Content::seed).collect(Collectors.toSet());
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

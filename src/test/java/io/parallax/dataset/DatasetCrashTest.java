package io.parallax.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.dataset.testing.Content;
import io.parallax.dataset.testing.DataFiles;
import io.parallax.dataset.testing.PublishingProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Processes that are killed while they store and delete datasets; `KilledStoresCampaign` kills
/// more of them.
@EnabledOnOs(OS.LINUX)
class DatasetCrashTest {
  private static final int KILLS = 4;
  private static final int ROWS = 20_000;

  @TempDir private Path folder;

  @Test
  void afterEachKillEverythingCompleteIsThereAndNothingElse() throws Exception {
    new KilledStores(folder, ROWS).kill(KILLS);
  }

  @Test
  void anotherInstanceGoesOnWhenOneIsKilled() throws Exception {
    try (DatasetStore store = new KilledStores(folder, ROWS).store();
        PublishingProcess one = PublishingProcess.start(folder, 0, ROWS);
        PublishingProcess other = PublishingProcess.start(folder, 1_000_000, ROWS)) {
      one.kill(Duration.ofMillis(50));
      Published published = new Content(7_000_000, ROWS).publish(store);
      store.sweep();
      other.kill(Duration.ofMillis(50));
      store.sweep();
      Set<Long> found = KilledStores.seeds(store);
      assertThat(found).containsAll(one.complete()).containsAll(other.complete());
      assertThat(store.find(published.dataset().id())).isEqualTo(published.dataset());
      new DataFiles(folder).requireNoLeftovers(store, 1);
    }
  }
}

package io.parallax.dataset;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.parallax.dataset.testing.SmallDisk;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `-Ddatasets.kills=50` processes that are killed while they store and delete datasets, on the
/// disk of the temporary folder and in memory, where hardly any time is spent waiting for a disk.
class KilledStoresCampaign {
  private static final int KILLS = Integer.getInteger("datasets.kills", 50);
  private static final int ROWS = 20_000;
  private static final long DISK_BYTES = 1L << 29;

  @TempDir private Path folder;

  @Test
  void afterEachKillEverythingCompleteIsThereAndNothingElse() throws Exception {
    new KilledStores(folder, ROWS).kill(KILLS);
  }

  @Test
  void afterEachKillInMemoryEverythingCompleteIsThereAndNothingElse() throws Exception {
    Optional<SmallDisk> mounted = SmallDisk.mount(folder, DISK_BYTES);
    assumeThat(mounted).as("a file system can be mounted here").isPresent();
    try (SmallDisk disk = mounted.orElseThrow()) {
      new KilledStores(disk.folder().resolve("data"), ROWS).kill(KILLS);
    }
  }
}

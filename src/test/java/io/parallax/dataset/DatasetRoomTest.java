package io.parallax.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.parallax.array.NDArray;
import io.parallax.array.testing.Filled;
import io.parallax.dataset.testing.Content;
import io.parallax.dataset.testing.DataFiles;
import io.parallax.dataset.testing.MovableClock;
import io.parallax.dataset.testing.SmallDisk;
import io.parallax.dataset.testing.TestSettings;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.memory.MemoryBudget;
import io.parallax.memory.Reservation;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/// Room: the quota, full disks, and folders that cannot be written.
class DatasetRoomTest {
  private static final long MIB = 1 << 20;

  @TempDir private Path folder;

  private DatasetStore store(long quotaBytes) {
    return new DatasetStore(
        TestSettings.in(folder, DataSize.ofBytes(quotaBytes)), new MovableClock());
  }

  private static void publish(DatasetStore store, int byteCount) {
    try (Draft draft = store.draft()) {
      NDArray array = Content.longs(draft, Shape.of(byteCount / Long.BYTES));
      array.segment().fill((byte) byteCount);
      array.setBitsAt(0, byteCount);
      draft.publish(Map.of("x", array), Content.soon());
    }
  }

  @Test
  void theQuotaIsChargedBeforeAnythingIsWritten() throws IOException {
    try (DatasetStore store = store(4 * MIB);
        Draft draft = store.draft()) {
      publish(store, (int) (3 * MIB));
      ComputeException refused = Filled.failure(() -> draft.reservation().grow(MIB + 1));
      assertThat(refused.code()).isEqualTo(ErrorCode.DATASET_QUOTA);
      assertThat(refused.detail())
          .isEqualTo(
              "1.0 MiB are needed and 1.0 MiB of the limit datasetBytes of 4.0 MiB are free");
      draft.reservation().grow(MIB);
      assertThat(new DataFiles(folder).names("columns")).hasSize(1);
    }
  }

  @Test
  void whatIsDeletedIsFreeAgain() {
    try (DatasetStore store = store(4 * MIB)) {
      for (int round = 1; round <= 10; round++) {
        publish(store, (int) (3 * MIB) + 8 * round);
        assertThat(store.delete(store.list(1, Optional.empty()).getFirst().id())).isTrue();
      }
    }
  }

  @Test
  void contentThatIsThereAlreadyNeedsRoomOnlyWhileItArrives() {
    try (DatasetStore store = store(4 * MIB)) {
      for (int round = 0; round < 5; round++) {
        publish(store, (int) (2 * MIB));
      }
      assertThat(store.stateNow().bytes()).isEqualTo(2 * MIB);
    }
  }

  @Test
  void arraysOfOtherMemoryAreChargedWhenTheyAreCopied() throws IOException {
    try (DatasetStore store = store(MIB);
        Reservation memory = new MemoryBudget(4 * MIB).reserve(4 * MIB)) {
      NDArray large =
          NDArray.allocate(new ArrayType(DataType.INT64, Shape.of(2 * MIB / 8)), memory);
      try (Draft draft = store.draft()) {
        assertThat(Filled.failureCode(() -> draft.publish(Map.of("x", large), Content.soon())))
            .isEqualTo(ErrorCode.DATASET_QUOTA);
      }
      assertThat(store.stateNow().bytes()).isZero();
      new DataFiles(folder).requireNoLeftovers(store, 1);
    }
  }

  @Test
  void draftsAtOnceStayWithinTheQuotaTogether() throws Exception {
    try (DatasetStore store = store(8 * MIB)) {
      List<Future<Boolean>> all = new ArrayList<>();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int round = 1; round <= 40; round++) {
          int byteCount = (int) MIB + 8 * round;
          all.add(threads.submit(() -> isStored(store, byteCount)));
        }
      }
      int stored = 0;
      for (Future<Boolean> each : all) {
        stored += each.get() ? 1 : 0;
      }
      assertThat(store.list(99, Optional.empty())).hasSize(stored);
      assertThat(stored).isBetween(1, 7);
      assertThat(store.stateNow().bytes()).isBetween(stored * MIB, 8 * MIB);
      new DataFiles(folder).requireNoLeftovers(store, 1);
    }
  }

  private static boolean isStored(DatasetStore store, int byteCount) {
    try {
      publish(store, byteCount);
      return true;
    } catch (ComputeException refused) {
      assertThat(refused.code()).isIn(ErrorCode.DATASET_QUOTA, ErrorCode.OVERLOADED);
      return false;
    }
  }

  @Test
  void aStoreThatStartsCountsWhatIsThere() {
    try (DatasetStore store = store(4 * MIB)) {
      publish(store, (int) (3 * MIB));
    }
    try (DatasetStore store = store(4 * MIB);
        Draft draft = store.draft()) {
      assertThat(store.stateNow().bytes()).isEqualTo(3 * MIB);
      assertThat(Filled.failureCode(() -> draft.reservation().grow(2 * MIB)))
          .isEqualTo(ErrorCode.DATASET_QUOTA);
    }
  }

  @Test
  void aFullDiskIsRefusedAndLeavesNothing() throws Exception {
    Optional<SmallDisk> mounted = SmallDisk.mount(folder, 4 * MIB);
    assumeThat(mounted).as("a small file system can be mounted here").isPresent();
    try (SmallDisk disk = mounted.orElseThrow();
        DatasetStore store =
            new DatasetStore(
                TestSettings.in(disk.folder().resolve("data"), DataSize.ofGigabytes(1)),
                new MovableClock())) {
      DataFiles files = new DataFiles(disk.folder().resolve("data"));
      Content kept = new Content(1, 50_000);
      kept.publish(store);
      for (int round = 0; round < 3; round++) {
        assertThat(Filled.failureCode(() -> new Content(99, 500_000).publish(store)))
            .isEqualTo(ErrorCode.DATASET_QUOTA);
        files.requireNoLeftovers(store, 1);
      }
      assertThat(DataFiles.verifyAll(store)).containsExactly(kept);
      fillUp(store);
      files.requireNoLeftovers(store, 1);
      assertThat(DataFiles.verifyAll(store)).contains(kept);
    }
  }

  /// Stores ever smaller datasets until there is not even room for a manifest.
  private static void fillUp(DatasetStore store) {
    long seed = 1_000;
    for (int rows = 50_000; rows > 0; rows /= 2) {
      boolean room = true;
      for (int round = 0; round < 4 && room; round++) {
        seed += 8;
        try {
          new Content(seed, rows).publish(store);
        } catch (ComputeException full) {
          assertThat(full.code()).as(full.detail()).isEqualTo(ErrorCode.DATASET_QUOTA);
          room = false;
        }
      }
    }
  }

  @Test
  void aFolderThatCannotBeWrittenFailsTheStart() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(
            () ->
                new DatasetStore(TestSettings.in(file.resolve("data")), new MovableClock()).close())
        .hasMessageContaining("parallax.datasets.folder")
        .hasMessageContaining(file.resolve("data").toString())
        .hasMessageContaining("cannot be written");
    Optional<SmallDisk> mounted = SmallDisk.mountReadOnly(folder);
    assumeThat(mounted).as("a file system can be mounted here").isPresent();
    try (SmallDisk disk = mounted.orElseThrow()) {
      assertThatThrownBy(
              () -> new DatasetStore(TestSettings.in(disk.folder()), new MovableClock()).close())
          .hasMessageContaining("cannot be written")
          .hasMessageContaining("Read-only file system");
    }
  }

  @Test
  void aTemporaryFolderGoesWithTheStoreAndOneThatIsLeftWithTheNext() throws Exception {
    Path left = Files.createDirectory(folder.resolve("parallax.datasets-left"));
    Files.writeString(left.resolve("owner"), "");
    Files.createDirectory(left.resolve("columns"));
    Path foreign = Files.createDirectory(folder.resolve("parallax.datasets-foreign"));
    try (DataHome home = DataHome.temporary(folder);
        DataHome other = DataHome.temporary(folder)) {
      assertThat(left).doesNotExist();
      assertThat(foreign).exists();
      assertThat(home.folder().columns()).isDirectory();
      assertThat(other.folder().columns()).isDirectory();
    }
    try (var names = Files.list(folder)) {
      assertThat(names).containsExactly(foreign);
    }
  }
}

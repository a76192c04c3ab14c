package io.parallax.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.array.testing.Filled;
import io.parallax.dataset.testing.Content;
import io.parallax.dataset.testing.DataFiles;
import io.parallax.dataset.testing.MovableClock;
import io.parallax.dataset.testing.TestSettings;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that are not what was stored. Each is damaged while no store has the folder open, or while
/// one has.
class DamagedDatasetsTest {
  private static final int ROWS = 3_000;

  @TempDir private Path folder;
  private final MovableClock clock = new MovableClock();
  private DatasetStore store;
  private Dataset damaged;
  private Dataset intact;
  private DataFiles files;

  @BeforeEach
  void open() {
    store = new DatasetStore(TestSettings.in(folder), clock);
    files = new DataFiles(folder);
    damaged = new Content(1, ROWS).publish(store).dataset();
    intact = new Content(100, ROWS).publish(store).dataset();
  }

  @AfterEach
  void close() {
    store.close();
  }

  private interface Damage {
    void to(Path file) throws IOException;
  }

  /// Damages a file between the end of a store and the start of the next.
  private void damageAndRestart(Path file, Damage damage) throws IOException {
    store.close();
    damage.to(file);
    store = new DatasetStore(TestSettings.in(folder), clock);
  }

  private Path column() {
    return files.column(damaged.columns().getFirst());
  }

  private static void change(Path file, long position) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer one = ByteBuffer.allocate(1);
      channel.read(one, position);
      one.put(0, (byte) (one.get(0) ^ 4)).flip();
      channel.write(one, position);
    }
  }

  private static void truncate(Path file, long bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(bytes);
    }
  }

  private void requireColumnIsDamaged(String words) {
    try (OpenDataset open = store.open(damaged.id(), Content.soon())) {
      ComputeException failure = Filled.failure(() -> open.column("x"));
      assertThat(failure.code()).isEqualTo(ErrorCode.DATASET_DAMAGED);
      assertThat(failure.detail()).isEqualTo("the file of the column \"x\" " + words);
      assertThat(open.column("shared").elementCount()).isEqualTo(ROWS);
    }
    requireTheOtherIsServed();
    assertThat(store.list(9, Optional.empty())).contains(damaged, intact);
    assertThat(store.stateNow().damaged()).isEqualTo(1);
  }

  private void requireTheOtherIsServed() {
    try (OpenDataset open = store.open(intact.id(), Content.soon())) {
      assertThat(Content.verify(open)).isEqualTo(new Content(100, ROWS));
    }
  }

  /// Sending the content again makes the dataset whole.
  private void requireRepair() throws IOException {
    new Content(1, ROWS).publish(store);
    try (OpenDataset open = store.open(damaged.id(), Content.soon())) {
      assertThat(Content.verify(open)).isEqualTo(new Content(1, ROWS));
    }
    assertThat(store.stateNow().damaged()).isZero();
    files.requireNoLeftovers(store, 1);
  }

  @Test
  void anAlteredColumnIsFoundAndRepairedByTheSameContent() throws IOException {
    damageAndRestart(column(), file -> change(file, ROWS * 4L));
    requireColumnIsDamaged("has other bytes than were stored");
    requireRepair();
  }

  @Test
  void everyChangedBitOfAColumnIsFound() throws IOException {
    Random random = new Random(3);
    for (int round = 0; round < 20; round++) {
      long position = random.nextLong(ROWS * 8L);
      change(column(), position);
      try (OpenDataset open = store.open(damaged.id(), Content.soon())) {
        assertThat(Filled.failureCode(() -> open.column("x"))).isEqualTo(ErrorCode.DATASET_DAMAGED);
      }
      change(column(), position);
      try (OpenDataset open = store.open(damaged.id(), Content.soon())) {
        assertThat(Content.verify(open)).isEqualTo(new Content(1, ROWS));
      }
    }
  }

  @Test
  void aTruncatedColumnIsFound() throws IOException {
    damageAndRestart(column(), file -> truncate(file, 12_345));
    requireColumnIsDamaged("has 12345 bytes instead of 24000");
    requireRepair();
  }

  @Test
  void aColumnThatIsTruncatedWhileItIsMappedIsFound() throws IOException {
    assertThat(DataFiles.verifyAll(store)).hasSize(2);
    truncate(column(), 0);
    requireColumnIsDamaged("has 0 bytes instead of 24000");
    requireRepair();
  }

  @Test
  void aColumnThatHasGrownIsFound() throws IOException {
    damageAndRestart(column(), file -> Files.write(file, new byte[1], StandardOpenOption.APPEND));
    requireColumnIsDamaged("has 24001 bytes instead of 24000");
    requireRepair();
  }

  @Test
  void aMissingColumnIsFound() throws IOException {
    damageAndRestart(column(), Files::delete);
    requireColumnIsDamaged("is missing");
    requireRepair();
  }

  @Test
  void aColumnIsVerifiedInTheBackgroundAfterTheStart() throws IOException {
    damageAndRestart(column(), file -> change(file, 0));
    Awaitility.await()
        .untilAsserted(
            () -> {
              DatasetsState state = store.stateNow();
              assertThat(state.damaged()).isEqualTo(1);
              assertThat(state.verified()).isEqualTo(3);
            });
  }

  @Test
  void anAlteredManifestIsFoundWhateverBitChanges() throws IOException {
    Path manifest = files.manifest(damaged);
    byte[] whole = Files.readAllBytes(manifest);
    Random random = new Random(5);
    for (int round = 0; round < 200; round++) {
      byte[] changed = whole.clone();
      changed[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(manifest, changed);
      requireManifestIsDamagedOrSame();
    }
    for (int length = 0; length < whole.length; length += 17) {
      Files.write(manifest, Arrays.copyOf(whole, length));
      requireManifestIsDamagedOrSame();
    }
    requireTheOtherIsServed();
    assertThat(store.list(9, Optional.empty())).containsExactly(intact);
    store.sweep();
    assertThat(files.names("columns")).hasSize(4);
    requireRepair();
  }

  /// A bit that does not change what the text says, such as that of a space, does no harm.
  private void requireManifestIsDamagedOrSame() {
    try {
      assertThat(store.find(damaged.id())).isEqualTo(damaged);
    } catch (ComputeException failure) {
      assertThat(failure.code()).isEqualTo(ErrorCode.DATASET_DAMAGED);
    }
  }

  @Test
  void aDamagedManifestIsDeletedWithItsColumns() throws IOException {
    damageAndRestart(files.manifest(damaged), file -> truncate(file, 50));
    assertThat(Filled.failureCode(() -> store.open(damaged.id(), Content.soon())))
        .isEqualTo(ErrorCode.DATASET_DAMAGED);
    assertThat(store.stateNow().damaged()).isEqualTo(1);
    assertThat(files.names("columns")).hasSize(4);
    assertThat(store.delete(damaged.id())).isTrue();
    assertThat(store.list(9, Optional.empty())).isEqualTo(List.of(intact));
    files.requireNoLeftovers(store, 1);
  }

  @Test
  void theManifestOfAnotherDatasetIsDamagedUnderThisName() throws IOException {
    damageAndRestart(
        files.manifest(damaged),
        file -> Files.write(file, Files.readAllBytes(files.manifest(intact))));
    assertThat(Filled.failureCode(() -> store.find(damaged.id())))
        .isEqualTo(ErrorCode.DATASET_DAMAGED);
    requireTheOtherIsServed();
    requireRepair();
  }
}

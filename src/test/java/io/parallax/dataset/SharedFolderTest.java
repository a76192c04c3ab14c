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
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two stores that share a folder. [DatasetCrashTest] has instances in processes of their own.
class SharedFolderTest {
  private static final int ROWS = 3_000;

  @TempDir private Path folder;
  private final MovableClock clock = new MovableClock();
  private DatasetStore one;
  private DatasetStore other;

  @BeforeEach
  void open() {
    one = new DatasetStore(TestSettings.in(folder), clock);
    other = new DatasetStore(TestSettings.in(folder), clock);
  }

  @AfterEach
  void close() {
    one.close();
    other.close();
  }

  @Test
  void whatOneStoresOrDeletesTheOtherSeesAtOnce() throws Exception {
    Dataset dataset = new Content(1, ROWS).publish(one).dataset();
    assertThat(other.list(9, Optional.empty())).containsExactly(dataset);
    assertThat(DataFiles.verifyAll(other)).containsExactly(new Content(1, ROWS));
    assertThat(other.delete(dataset.id())).isTrue();
    assertThat(Filled.failureCode(() -> one.open(dataset.id(), Content.soon())))
        .isEqualTo(ErrorCode.UNKNOWN_DATASET);
    new DataFiles(folder).requireNoLeftovers(one, 2);
  }

  @Test
  void whatOneRenewsTheOtherKeeps() {
    Dataset dataset = new Content(1, ROWS).publish(one).dataset();
    assertThat(other.find(dataset.id())).isEqualTo(dataset);
    clock.move(Duration.ofHours(1));
    Published renewed = new Content(1, ROWS).publish(other);
    assertThat(renewed.isNew()).isFalse();
    assertThat(one.find(dataset.id())).isEqualTo(renewed.dataset());
  }

  @Test
  void theQuotaBoundsBothTogether() {
    try (Draft mine = one.draft();
        Draft others = other.draft()) {
      mine.reservation().grow(40L << 20);
      assertThat(Filled.failureCode(() -> others.reservation().grow(40L << 20)))
          .isEqualTo(ErrorCode.DATASET_QUOTA);
      others.reservation().grow(24L << 20);
    }
    assertThat(one.stateNow()).isEqualTo(other.stateNow());
    assertThat(one.stateNow().bytes()).isZero();
  }

  @Test
  void sweepingLeavesTheDraftsOfTheOtherAlone() throws Exception {
    try (Draft draft = one.draft()) {
      var columns = new Content(1, ROWS).columns(draft);
      other.sweep();
      assertThat(draft.publish(columns, Content.soon()).isNew()).isTrue();
    }
    assertThat(DataFiles.verifyAll(other)).containsExactly(new Content(1, ROWS));
  }

  @Test
  void bothMayStoreReadAndDeleteTheSameContentAtOnce() throws Exception {
    List<Future<?>> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int thread = 0; thread < 6; thread++) {
        DatasetStore store = thread % 2 == 0 ? one : other;
        long seed = thread;
        all.add(threads.submit(() -> hammer(store, new Random(seed))));
      }
    }
    for (Future<?> each : all) {
      assertThat(each.get()).isEqualTo(true);
    }
    one.sweep();
    new DataFiles(folder).requireNoLeftovers(one, 2);
    DataFiles.verifyAll(other);
    for (Dataset dataset : one.list(99, Optional.empty())) {
      assertThat(other.delete(dataset.id())).isTrue();
    }
    new DataFiles(folder).requireNoLeftovers(one, 2);
    assertThat(one.stateNow().bytes()).isZero();
    assertThat(one.stateNow().damaged()).isZero();
  }

  /// Sixteen contents in two groups that share a column, so that nearly every step meets another
  /// one's.
  private static boolean hammer(DatasetStore store, Random random) {
    List<String> ids = new ArrayList<>();
    for (int round = 0; round < 60; round++) {
      Content content = new Content(random.nextInt(16), ROWS);
      String id;
      try {
        id = content.publish(store).dataset().id();
      } catch (ComputeException refused) {
        assertThat(refused.code()).isIn(ErrorCode.OVERLOADED);
        continue;
      }
      ids.add(id);
      try (OpenDataset open = store.open(id, Content.soon())) {
        assertThat(Content.verify(open)).isEqualTo(content);
      } catch (ComputeException deleted) {
        assertThat(deleted.code()).as(deleted.detail()).isEqualTo(ErrorCode.UNKNOWN_DATASET);
      }
      if (random.nextBoolean()) {
        boolean _ = store.delete(ids.get(random.nextInt(ids.size())));
      }
      if (round % 16 == 0) {
        sweep(store);
      }
    }
    return true;
  }

  private static void sweep(DatasetStore store) {
    try {
      store.sweep();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}

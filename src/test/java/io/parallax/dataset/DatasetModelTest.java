package io.parallax.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.array.testing.Filled;
import io.parallax.dataset.testing.Content;
import io.parallax.dataset.testing.DataFiles;
import io.parallax.dataset.testing.MovableClock;
import io.parallax.dataset.testing.TestSettings;
import io.parallax.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Random steps of two stores on one folder, each compared with what a map would do.
class DatasetModelTest {
  private static final int STEPS = 600;
  private static final int CONTENTS = 14;

  @TempDir private Path folder;
  private final MovableClock clock = new MovableClock();

  /// When each content that is stored goes.
  private final Map<Content, Instant> model = new HashMap<>();

  private final Map<Content, String> ids = new HashMap<>();

  /// Readers that stay open whatever happens to their datasets.
  private final List<OpenDataset> readers = new ArrayList<>();

  @Test
  void storesDoWhatAMapWouldDo() throws IOException {
    Random random = new Random(20_261_201);
    DatasetStore[] stores = {store(), store()};
    for (int step = 0; step < STEPS; step++) {
      int which = random.nextInt(2);
      Content content = content(random.nextInt(CONTENTS));
      switch (random.nextInt(10)) {
        case 0, 1, 2 -> publish(stores[which], content);
        case 3, 4 -> delete(stores[which], content);
        case 5, 6 -> read(stores[which], content);
        case 7 -> clock.move(Duration.ofHours(random.nextInt(20)));
        case 8 -> stores[which].sweep();
        default -> {
          if (random.nextInt(4) == 0) {
            stores[which].close();
            stores[which] = store();
          } else {
            list(stores[which]);
          }
        }
      }
    }
    readers.forEach(DatasetModelTest::closeVerified);
    stores[0].sweep();
    list(stores[1]);
    new DataFiles(folder).requireNoLeftovers(stores[1], 2);
    stores[0].close();
    stores[1].close();
  }

  private DatasetStore store() {
    return new DatasetStore(TestSettings.in(folder), clock);
  }

  /// Sizes on both sides of what is copied and of what shares a block.
  private static Content content(int number) {
    return new Content(number, new int[] {1, 200, 600, 5_000}[number % 4]);
  }

  private boolean isThere(Content content) {
    Instant end = model.get(content);
    return end != null && end.isAfter(clock.instant());
  }

  private void publish(DatasetStore store, Content content) {
    Published published = content.publish(store);
    assertThat(published.isNew()).isEqualTo(!isThere(content));
    Instant end = clock.instant().plus(TestSettings.TIME_TO_LIVE);
    assertThat(published.dataset().expiresAt()).isEqualTo(end);
    model.put(content, end);
    String id = published.dataset().id();
    assertThat(ids.merge(content, id, (before, _) -> before)).isEqualTo(id);
  }

  private void delete(DatasetStore store, Content content) {
    String id = ids.get(content);
    if (id != null) {
      assertThat(store.delete(id)).isEqualTo(isThere(content));
      model.remove(content);
    }
  }

  private void read(DatasetStore store, Content content) {
    String id = ids.get(content);
    if (id == null) {
      return;
    }
    if (!isThere(content)) {
      assertThat(Filled.failureCode(() -> store.open(id, Content.soon())))
          .isEqualTo(ErrorCode.UNKNOWN_DATASET);
      return;
    }
    OpenDataset open = store.open(id, Content.soon());
    assertThat(Content.verify(open)).isEqualTo(content);
    readers.add(open);
    if (readers.size() > 5) {
      closeVerified(readers.removeFirst());
    }
  }

  private static void closeVerified(OpenDataset open) {
    try (open) {
      Content _ = Content.verify(open);
    }
  }

  private void list(DatasetStore store) {
    assertThat(store.list(99, Optional.empty()).stream().map(Dataset::id))
        .containsExactlyInAnyOrderElementsOf(
            model.keySet().stream().filter(this::isThere).map(ids::get).toList());
    assertThat(DataFiles.verifyAll(store))
        .hasSize((int) model.keySet().stream().filter(this::isThere).count());
  }
}

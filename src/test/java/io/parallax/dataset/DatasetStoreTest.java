package io.parallax.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.array.NDArray;
import io.parallax.array.testing.Filled;
import io.parallax.error.ErrorCode;
import io.parallax.limit.Deadline;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class DatasetStoreTest {
  private static final DatasetProperties DEFAULTS =
      new DatasetProperties(null, DataSize.ofMegabytes(64), Duration.ofDays(1), 100, 4);

  @TempDir private Path folder;
  private DatasetStore store;

  @BeforeEach
  void open() {
    store = new DatasetStore(in(folder), Clock.systemUTC());
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static DatasetProperties in(Path folder) {
    return new DatasetProperties(
        folder, DEFAULTS.quota(), DEFAULTS.timeToLive(), DEFAULTS.count(), DEFAULTS.drafts());
  }

  private static Deadline soon() {
    return Deadline.after(System.nanoTime(), Duration.ofMinutes(1));
  }

  private static NDArray doubles(Draft draft, long count, double first) {
    ArrayType type = new ArrayType(DataType.FLOAT64, Shape.of(count));
    draft.reservation().grow(NDArray.chargedBytes(type));
    NDArray array = NDArray.allocate(type, draft.reservation());
    for (long i = 0; i < count; i++) {
      array.segment().setAtIndex(ValueLayout.JAVA_DOUBLE, i, first + i);
    }
    return array;
  }

  @Test
  void whatIsPublishedCanBeReadListedAndDeleted() throws Exception {
    Dataset stored;
    try (Draft draft = store.draft()) {
      Map<String, NDArray> columns = new LinkedHashMap<>();
      columns.put("price", doubles(draft, 100_000, 0.5));
      columns.put("a \"name\"\n of any kind/..", doubles(draft, 100_000, 7));
      Published published = draft.publish(columns, soon());
      assertThat(published.isNew()).isTrue();
      stored = published.dataset();
    }
    assertThat(stored.id()).matches("ds_[0-9a-f]{40}");
    assertThat(stored.rows()).isEqualTo(100_000);
    assertThat(stored.bytes()).isEqualTo(1_600_000);
    assertThat(store.find(stored.id())).isEqualTo(stored);
    assertThat(store.list(10, Optional.empty())).containsExactly(stored);
    try (OpenDataset open = store.open(stored.id(), soon())) {
      assertThat(open.column("price").doubleAt(99_999)).isEqualTo(99_999.5);
      assertThat(open.column("a \"name\"\n of any kind/..").doubleAt(0)).isEqualTo(7);
      assertThat(store.delete(stored.id())).isTrue();
      assertThat(open.column("price").doubleAt(1)).isEqualTo(1.5);
    }
    assertThat(store.delete(stored.id())).isFalse();
    assertThat(Filled.failureCode(() -> store.find(stored.id())))
        .isEqualTo(ErrorCode.UNKNOWN_DATASET);
    assertThat(DataFolder.names(folder.resolve("columns"))).isEmpty();
    assertThat(DataFolder.names(folder.resolve("sets"))).isEmpty();
    assertThat(store.state().bytes()).isZero();
  }
}

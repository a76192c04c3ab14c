package io.parallax.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.array.NDArray;
import io.parallax.array.testing.Filled;
import io.parallax.dataset.testing.Content;
import io.parallax.dataset.testing.DataFiles;
import io.parallax.dataset.testing.MovableClock;
import io.parallax.dataset.testing.TestSettings;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.limit.Deadline;
import io.parallax.memory.MappedFile;
import io.parallax.memory.MemoryBudget;
import io.parallax.memory.Reservation;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import io.parallax.type.StorageType;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetStoreTest {
  private static final int ROWS = 3_000;

  @TempDir private Path folder;
  private final MovableClock clock = new MovableClock();
  private DatasetStore store;

  @BeforeEach
  void open() {
    store = new DatasetStore(TestSettings.in(folder), clock);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Dataset publish(long seed) {
    return new Content(seed, ROWS).publish(store).dataset();
  }

  private ErrorCode failureOfFinding(Dataset dataset) {
    return Filled.failureCode(() -> store.find(dataset.id()));
  }

  private ComputeException failureOfPublishing(Map<String, NDArray> columns, Draft draft) {
    return Filled.failure(() -> draft.publish(columns, Content.soon()));
  }

  @Test
  void whatIsPublishedCanBeFoundAndRead() {
    Published published = new Content(5, ROWS).publish(store);
    Dataset stored = published.dataset();
    assertThat(published.isNew()).isTrue();
    assertThat(stored.id()).matches("ds_[0-9a-f]{40}").endsWith(stored.sha256().substring(0, 40));
    assertThat(stored.rows()).isEqualTo(ROWS);
    assertThat(stored.bytes()).isEqualTo(2L * ROWS * Long.BYTES);
    assertThat(stored.createdAt()).isEqualTo(clock.instant());
    assertThat(stored.expiresAt()).isEqualTo(clock.instant().plus(TestSettings.TIME_TO_LIVE));
    assertThat(store.find(stored.id())).isEqualTo(stored);
    assertThat(DataFiles.verifyAll(store)).containsExactly(new Content(5, ROWS));
  }

  @Test
  void anIdFollowsFromTheContentAlone() {
    assertThat(publish(1).id()).isEqualTo("ds_c0f3aa68e7ee712ad436d4b5a5dad424c3693542");
  }

  @Test
  void theSameContentIsStoredOnceAndRenewed() throws IOException {
    Dataset first = publish(5);
    clock.move(Duration.ofHours(2));
    Published again = new Content(5, ROWS).publish(store);
    assertThat(again.isNew()).isFalse();
    assertThat(again.dataset().id()).isEqualTo(first.id());
    assertThat(again.dataset().createdAt()).isEqualTo(first.createdAt());
    assertThat(again.dataset().expiresAt())
        .isEqualTo(clock.instant().plus(TestSettings.TIME_TO_LIVE));
    assertThat(store.find(first.id())).isEqualTo(again.dataset());
    assertThat(store.stateNow().bytes()).isEqualTo(first.bytes());
    new DataFiles(folder).requireNoLeftovers(store, 1);
  }

  @Test
  void nameTypeShapeAndOrderOfColumnsAreContent() {
    try (Draft draft = store.draft();
        Draft renamed = store.draft();
        Draft reshaped = store.draft();
        Draft retyped = store.draft()) {
      NDArray array = zeros(draft, new ArrayType(DataType.INT64, Shape.of(4)));
      String id = idOf(draft, Map.of("x", array));
      assertThat(idOf(renamed, Map.of("y", array))).isNotEqualTo(id);
      assertThat(
              idOf(
                  reshaped,
                  Map.of("x", zeros(reshaped, new ArrayType(DataType.INT64, Shape.of(4, 1))))))
          .isNotEqualTo(id);
      assertThat(
              idOf(
                  retyped,
                  Map.of("x", zeros(retyped, new ArrayType(DataType.FLOAT64, Shape.of(4))))))
          .isNotEqualTo(id);
    }
    assertThat(store.stateNow().bytes()).isEqualTo(4 * Long.BYTES);
  }

  private static NDArray zeros(Draft draft, ArrayType type) {
    draft.reservation().grow(NDArray.chargedBytes(type));
    NDArray array = NDArray.allocate(type, draft.reservation());
    array.segment().fill((byte) 0);
    return array;
  }

  private static String idOf(Draft draft, Map<String, NDArray> columns) {
    return draft.publish(columns, Content.soon()).dataset().id();
  }

  @Test
  void aLargeArrayOfTheDraftBecomesTheFileItIsIn() throws IOException {
    try (Draft draft = store.draft()) {
      NDArray array = Content.longs(draft, Shape.of(ROWS));
      Optional<Object> key = fileKey(array);
      Dataset dataset = draft.publish(Map.of("x", array), Content.soon()).dataset();
      Path column = new DataFiles(folder).column(dataset.columns().getFirst());
      assertThat(FileIdentity.find(column).map(FileIdentity::key)).isPresent().isEqualTo(key);
      assertThat(FileIdentity.of(column).bytes()).isEqualTo((long) ROWS * Long.BYTES);
    }
  }

  private static Optional<Object> fileKey(NDArray array) {
    return FileIdentity.find(MappedFile.of(array.segment()).orElseThrow().file().name())
        .map(FileIdentity::key);
  }

  @Test
  void arraysOfEveryKindCanBeColumns() {
    try (Draft draft = store.draft();
        Reservation memory = new MemoryBudget(1 << 20).reserve(1 << 20)) {
      NDArray large = Content.longs(draft, Shape.of(ROWS));
      large.segment().fill((byte) 3);
      NDArray elsewhere =
          NDArray.allocate(new ArrayType(StorageType.INT16, Shape.of(2, 3)), memory);
      elsewhere.segment().fill((byte) 4);
      Map<String, NDArray> columns = new LinkedHashMap<>();
      columns.put("small", zeros(draft, new ArrayType(DataType.BOOL, Shape.of(2))));
      columns.put("beginning of a file", large.leading(2));
      columns.put("elsewhere", elsewhere);
      String id = idOf(draft, columns);
      try (OpenDataset open = store.open(id, Content.soon())) {
        assertThat(Filled.longs(open.column("small"))).containsExactly(0, 0);
        assertThat(Filled.longs(open.column("beginning of a file")))
            .containsExactly(0x0303030303030303L, 0x0303030303030303L);
        assertThat(open.column("elsewhere").arrayType()).isEqualTo(elsewhere.arrayType());
        assertThat(Filled.longs(open.column("elsewhere"))).containsOnly(0x0404);
      }
    }
  }

  @Test
  void anArrayAndItsBeginningAreColumnsOfTheirOwn() {
    Dataset one;
    try (Draft draft = store.draft()) {
      NDArray large = Content.longs(draft, Shape.of(2 * ROWS));
      for (long row = 0; row < 2 * ROWS; row++) {
        large.segment().setAtIndex(ValueLayout.JAVA_LONG, row, row);
      }
      Map<String, NDArray> columns = new LinkedHashMap<>();
      columns.put("half", large.leading(ROWS));
      columns.put("same half", large.leading(ROWS));
      one = draft.publish(columns, Content.soon()).dataset();
      assertThat(large.leading(ROWS).longAt(ROWS - 1)).isEqualTo(ROWS - 1);
    }
    assertThat(store.stateNow().bytes()).isEqualTo((long) ROWS * Long.BYTES);
    try (OpenDataset open = store.open(one.id(), Content.soon())) {
      assertThat(open.column("same half").longAt(ROWS - 1)).isEqualTo(ROWS - 1);
    }
  }

  @Test
  void scalarsAndColumnsWithoutRowsAreStored() throws IOException {
    try (Draft scalar = store.draft();
        Draft empty = store.draft()) {
      Dataset one =
          scalar
              .publish(
                  Map.of("x", zeros(scalar, new ArrayType(DataType.FLOAT32, Shape.SCALAR))),
                  Content.soon())
              .dataset();
      assertThat(one.rows()).isEqualTo(1);
      Dataset none =
          empty
              .publish(
                  Map.of("x", zeros(empty, new ArrayType(DataType.FLOAT32, Shape.of(0, 3)))),
                  Content.soon())
              .dataset();
      assertThat(none.rows()).isZero();
      try (OpenDataset open = store.open(none.id(), Content.soon())) {
        assertThat(open.column("x").elementCount()).isZero();
      }
    }
    assertThat(new DataFiles(folder).names("columns")).hasSize(1);
    store.sweep();
    assertThat(store.list(9, Optional.empty())).hasSize(2);
  }

  @Test
  void namesNeverBecomePaths() throws IOException {
    String name = "../../a \"name\"\n\\n of any kind, \u0000 and 名前";
    try (Draft draft = store.draft()) {
      String id = idOf(draft, Map.of(name, Content.longs(draft, Shape.of(ROWS))));
      assertThat(store.find(id).columns().getFirst().name()).isEqualTo(name);
      try (OpenDataset open = store.open(id, Content.soon())) {
        assertThat(open.column(name).elementCount()).isEqualTo(ROWS);
      }
    }
    for (String id :
        List.of("", "../lock", "ds_", "ds_" + "0".repeat(39) + "/", "ds_" + "A".repeat(40))) {
      assertThat(Filled.failureCode(() -> store.find(id))).isEqualTo(ErrorCode.UNKNOWN_DATASET);
      assertThat(store.delete(id)).isFalse();
    }
  }

  @Test
  void columnsThatAreNoDatasetAreRefused() {
    try (Draft draft = store.draft()) {
      NDArray two = zeros(draft, new ArrayType(DataType.INT64, Shape.of(2)));
      NDArray three = zeros(draft, new ArrayType(DataType.INT64, Shape.of(3)));
      Map<String, NDArray> unequal = new LinkedHashMap<>();
      unequal.put("a", two);
      unequal.put("b", three);
      ComputeException shapes = failureOfPublishing(unequal, draft);
      assertThat(shapes.code()).isEqualTo(ErrorCode.SHAPE_MISMATCH);
      assertThat(shapes.detail())
          .isEqualTo("the columns of a dataset are equally long, but \"a\" has 2 rows and \"b\" 3");
      assertThat(failureOfPublishing(Map.of(), draft).code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
      for (String name : List.of("", "n".repeat(257), "half \ud83d")) {
        assertThat(failureOfPublishing(Map.of(name, two), draft).code())
            .isEqualTo(ErrorCode.INVALID_ARGUMENT);
      }
      Map<String, NDArray> many = new LinkedHashMap<>();
      for (int column = 0; column <= ColumnNames.MAX_COLUMNS; column++) {
        many.put("c" + column, two);
      }
      assertThat(failureOfPublishing(many, draft).code()).isEqualTo(ErrorCode.TOO_LARGE);
    }
    assertThat(store.list(9, Optional.empty())).isEmpty();
  }

  @Test
  void anUnknownColumnIsToldWithTheNearestName() {
    Dataset dataset = publish(1);
    try (OpenDataset open = store.open(dataset.id(), Content.soon())) {
      ComputeException failure = Filled.failure(() -> open.column("Sharde"));
      assertThat(failure.code()).isEqualTo(ErrorCode.UNKNOWN_COLUMN);
      assertThat(failure.detail())
          .isEqualTo(
              "the dataset %s has no column \"Sharde\"; did you mean \"shared\"?"
                  .formatted(dataset.id()));
    }
  }

  @Test
  void aReaderKeepsWhatItReadsWhenTheDatasetIsDeleted() throws IOException {
    Dataset dataset = publish(1);
    try (OpenDataset open = store.open(dataset.id(), Content.soon());
        OpenDataset late = store.open(dataset.id(), Content.soon())) {
      NDArray x = open.column("x");
      assertThat(store.delete(dataset.id())).isTrue();
      assertThat(new DataFiles(folder).names("columns")).isEmpty();
      assertThat(x.longAt(0)).isEqualTo(1);
      assertThat(Filled.failureCode(() -> late.column("x"))).isEqualTo(ErrorCode.UNKNOWN_DATASET);
    }
    assertThat(store.delete(dataset.id())).isFalse();
    assertThat(failureOfFinding(dataset)).isEqualTo(ErrorCode.UNKNOWN_DATASET);
    assertThat(openFilesBelow(folder.resolve("columns"))).isZero();
  }

  /// Files of a folder, deleted ones too, that this process has mapped.
  private static long openFilesBelow(Path folder) throws IOException {
    try (var maps = Files.lines(Path.of("/proc/self/maps"))) {
      return maps.filter(line -> line.contains(folder.toString())).count();
    }
  }

  @Test
  void aColumnLivesUntilNoDatasetHasIt() throws IOException {
    Dataset one = publish(0);
    Dataset other = publish(1);
    assertThat(new DataFiles(folder).names("columns")).hasSize(3);
    assertThat(store.delete(one.id())).isTrue();
    assertThat(new DataFiles(folder).names("columns")).hasSize(2);
    assertThat(DataFiles.verifyAll(store)).containsExactly(new Content(1, ROWS));
    assertThat(store.delete(other.id())).isTrue();
    new DataFiles(folder).requireNoLeftovers(store, 1);
    assertThat(store.stateNow().bytes()).isZero();
  }

  @Test
  void listsTheNewestFirstPageByPage() {
    Dataset first = publish(1);
    clock.move(Duration.ofSeconds(1));
    Dataset second = publish(2);
    clock.move(Duration.ofSeconds(1));
    Dataset third = publish(3);
    assertThat(store.list(2, Optional.empty())).containsExactly(third, second);
    assertThat(store.list(2, Optional.of(second.id()))).containsExactly(first);
    assertThat(store.list(2, Optional.of(first.id()))).isEmpty();
    store.delete(second.id());
    assertThat(Filled.failureCode(() -> store.list(2, Optional.of(second.id()))))
        .isEqualTo(ErrorCode.UNKNOWN_DATASET);
  }

  @Test
  void aDatasetWhoseTimeIsOverIsUnknownAtOnceAndGoesWithTheNextSweep() throws IOException {
    Dataset old = publish(1);
    clock.move(TestSettings.TIME_TO_LIVE.minusSeconds(1));
    Dataset younger = publish(9);
    assertThat(store.find(old.id())).isEqualTo(old);
    clock.move(Duration.ofSeconds(1));
    assertThat(failureOfFinding(old)).isEqualTo(ErrorCode.UNKNOWN_DATASET);
    assertThat(store.list(9, Optional.empty())).containsExactly(younger);
    assertThat(store.delete(old.id())).isFalse();
    clock.move(TestSettings.TIME_TO_LIVE);
    assertThat(new DataFiles(folder).names("sets")).hasSize(1);
    store.sweep();
    new DataFiles(folder).requireNoLeftovers(store, 1);
    assertThat(store.stateNow().bytes()).isZero();
  }

  @Test
  void contentWhoseTimeIsOverIsNewWhenItIsSentAgain() {
    publish(1);
    clock.move(TestSettings.TIME_TO_LIVE);
    Published again = new Content(1, ROWS).publish(store);
    assertThat(again.isNew()).isTrue();
    assertThat(again.dataset().createdAt()).isEqualTo(clock.instant());
  }

  @Test
  void datasetsBeyondTheLimitAreRefusedUntilOneGoes() {
    for (long seed = 0; seed < TestSettings.COUNT; seed++) {
      publish(seed);
    }
    ComputeException refused = Filled.failure(() -> new Content(1000, ROWS).publish(store));
    assertThat(refused.code()).isEqualTo(ErrorCode.DATASET_QUOTA);
    assertThat(refused.detail()).contains("there are 20 datasets");
    assertThat(new Content(3, ROWS).publish(store).isNew()).isFalse();
    clock.move(TestSettings.TIME_TO_LIVE);
    assertThat(new Content(1000, ROWS).publish(store).isNew()).isTrue();
  }

  @Test
  void draftsBeyondTheLimitAreRefusedUntilOneIsClosed() {
    Draft one = store.draft();
    try (Draft _ = store.draft();
        Draft _ = store.draft();
        Draft _ = store.draft()) {
      assertThat(Filled.failureCode(store::draft)).isEqualTo(ErrorCode.OVERLOADED);
      one.close();
      one.close();
      store.draft().close();
    }
  }

  @Test
  void whatIsNotPublishedGoesWithItsDraft() throws IOException {
    try (Draft draft = store.draft()) {
      new Content(1, ROWS).columns(draft);
      assertThat(store.stateNow().bytes()).isEqualTo(2L * ROWS * Long.BYTES);
    }
    assertThat(store.stateNow().bytes()).isZero();
    new DataFiles(folder).requireNoLeftovers(store, 1);
  }

  @Test
  void whatADraftDoesNotPublishGoesWhenItPublishesTheRest() throws IOException {
    try (Draft draft = store.draft()) {
      Map<String, NDArray> columns = new Content(1, ROWS).columns(draft);
      NDArray scratch = Content.longs(draft, Shape.of(ROWS));
      draft.publish(columns, Content.soon());
      new DataFiles(folder).requireNoLeftovers(store, 1);
      scratch.setBitsAt(ROWS - 1, 1);
      assertThat(columns.values().iterator().next().longAt(0)).isEqualTo(1);
      assertThat(store.stateNow().bytes()).isEqualTo(2L * ROWS * Long.BYTES);
    }
    assertThat(store.stateNow().bytes()).isEqualTo(2L * ROWS * Long.BYTES);
  }

  @Test
  void aDraftThatRunsOutOfTimePublishesNothing() throws IOException {
    try (Draft draft = store.draft()) {
      Map<String, NDArray> columns = new Content(1, ROWS).columns(draft);
      Deadline over = Deadline.after(System.nanoTime() - 1, Duration.ZERO);
      assertThat(Filled.failureCode(() -> draft.publish(columns, over)))
          .isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
    }
    assertThat(store.list(9, Optional.empty())).isEmpty();
    new DataFiles(folder).requireNoLeftovers(store, 1);
  }

  @Test
  void datasetsOutliveTheStoreAndItsReaders() {
    Dataset dataset = publish(1);
    OpenDataset open = store.open(dataset.id(), Content.soon());
    NDArray x = open.column("x");
    store.close();
    assertThat(x.longAt(0)).isEqualTo(1);
    open.close();
    store = new DatasetStore(TestSettings.in(folder), clock);
    assertThat(store.find(dataset.id())).isEqualTo(dataset);
    assertThat(DataFiles.verifyAll(store)).containsExactly(new Content(1, ROWS));
  }
}

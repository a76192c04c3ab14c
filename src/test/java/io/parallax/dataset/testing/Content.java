package io.parallax.dataset.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.array.NDArray;
import io.parallax.dataset.DatasetStore;
import io.parallax.dataset.Draft;
import io.parallax.dataset.OpenDataset;
import io.parallax.dataset.Published;
import io.parallax.limit.Deadline;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// The content of a dataset as a function of a seed: `x`, which begins with the seed, and `shared`,
/// which eight neighbouring seeds have in common.
///
/// @param rows 1 or more
public record Content(long seed, int rows) {
  private static final int SHARING = 8;

  public static Deadline soon() {
    return Deadline.after(System.nanoTime(), Duration.ofMinutes(2));
  }

  /// Stores the content.
  public Published publish(DatasetStore store) {
    try (Draft draft = store.draft()) {
      return draft.publish(columns(draft), soon());
    }
  }

  /// The columns as arrays in a draft.
  public Map<String, NDArray> columns(Draft draft) {
    Map<String, NDArray> columns = new LinkedHashMap<>();
    columns.put("x", filled(draft, seed));
    columns.put("shared", filled(draft, -1 - seed / SHARING));
    return columns;
  }

  private NDArray filled(Draft draft, long first) {
    NDArray array = longs(draft, Shape.of(rows));
    MemorySegment memory = array.segment();
    for (long row = 0; row < rows; row++) {
      memory.setAtIndex(ValueLayout.JAVA_LONG, row, value(first, row));
    }
    return array;
  }

  /// A new array of int64 in a draft, contents undefined.
  public static NDArray longs(Draft draft, Shape shape) {
    ArrayType type = new ArrayType(DataType.INT64, shape);
    draft.reservation().grow(NDArray.chargedBytes(type));
    return NDArray.allocate(type, draft.reservation());
  }

  private static long value(long first, long row) {
    return row == 0 ? first : (first + row) * 0x9E3779B97F4A7C15L;
  }

  /// Checks that a dataset is whole: it begins with a seed and has this seed's elements.
  ///
  /// @return its content
  public static Content verify(OpenDataset open) {
    NDArray x = open.column("x");
    Content content = new Content(x.longAt(0), Math.toIntExact(open.dataset().rows()));
    content.verify(x, content.seed);
    content.verify(open.column("shared"), -1 - content.seed / SHARING);
    return content;
  }

  private void verify(NDArray array, long first) {
    assertThat(array.elementCount()).isEqualTo(rows);
    MemorySegment memory = array.segment();
    for (long row = 0; row < rows; row++) {
      if (memory.getAtIndex(ValueLayout.JAVA_LONG, row) != value(first, row)) {
        throw new AssertionError("row %d of %s is wrong".formatted(row, this));
      }
    }
  }
}

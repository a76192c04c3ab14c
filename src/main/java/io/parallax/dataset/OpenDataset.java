package io.parallax.dataset;

import io.parallax.array.NDArray;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.error.NearestName;
import io.parallax.limit.Deadline;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A dataset that is being read. The columns that were asked for can be read until this is closed,
/// also when the dataset is deleted meanwhile. Thread safe.
public final class OpenDataset implements AutoCloseable {
  /// The longest name that a failure repeats.
  private static final int MOST_SHOWN = 64;

  private final DatasetStore store;
  private final Dataset dataset;
  private final Deadline deadline;
  private final Map<String, Open> open = new HashMap<>();

  private record Open(NDArray array, ColumnFiles.Pinned pinned) {}

  OpenDataset(DatasetStore store, Dataset dataset, Deadline deadline) {
    this.store = store;
    this.dataset = dataset;
    this.deadline = deadline;
  }

  public Dataset dataset() {
    return dataset;
  }

  /// A column, verified, whose elements are the memory of its file: charged to nobody, to be read
  /// only, and valid until this is closed.
  ///
  /// @throws ComputeException UNKNOWN_COLUMN with the nearest name; DATASET_DAMAGED;
  ///   UNKNOWN_DATASET when the dataset was deleted after it was opened; DEADLINE_EXCEEDED or
  ///   CANCELLED while the column is verified
  public synchronized NDArray column(String name) {
    Open before = open.get(name);
    if (before != null) {
      return before.array;
    }
    Dataset.Column column = find(name);
    ColumnFiles.Pinned pinned = pin(column);
    NDArray array = NDArray.over(column.type(), pinned.memory());
    open.put(name, new Open(array, pinned));
    return array;
  }

  private ColumnFiles.Pinned pin(Dataset.Column column) {
    try {
      while (true) {
        try {
          return store.pin(column, deadline);
        } catch (NoSuchFileException missing) {
          store.requireFile(dataset, column);
        }
      }
    } catch (IOException failure) {
      throw DataFolder.failure(failure);
    }
  }

  private Dataset.Column find(String name) {
    List<String> names = dataset.columns().stream().map(Dataset.Column::name).toList();
    int index = names.indexOf(name);
    if (index < 0) {
      throw new ComputeException(ErrorCode.UNKNOWN_COLUMN, unknown(name, names));
    }
    return dataset.columns().get(index);
  }

  private String unknown(String name, List<String> names) {
    String advice =
        NearestName.of(name, names)
            .map("; did you mean \"%s\"?"::formatted)
            .orElseGet(
                () -> names.size() == 1 ? "; its column is \"" + names.getFirst() + '"' : "");
    String shown = name.length() > MOST_SHOWN ? name.substring(0, MOST_SHOWN) + "…" : name;
    return "the dataset %s has no column \"%s\"%s".formatted(dataset.id(), shown, advice);
  }

  /// Ends the reading. Idempotent. No thread may still be reading a column.
  @Override
  public synchronized void close() {
    open.values().forEach(each -> each.pinned.close());
    open.clear();
  }
}

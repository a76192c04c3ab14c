package io.parallax.dataset;

import io.parallax.array.NDArray;
import io.parallax.limit.Deadline;
import io.parallax.memory.MappedFile;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Makes a dataset of arrays: each becomes a file of exactly its bytes, which is hashed while the
/// disk takes it; then all files get their names ([StoredDatasets#add]). Thread safe.
final class Publication {
  /// Shorter arrays are copied, because they may share a file with others.
  private static final long LEAST_OWN_BYTES = 4096;

  private final DataFolder folder;
  private final StoredDatasets datasets;
  private final ColumnDigest digest;

  Publication(DataFolder folder, StoredDatasets datasets, ColumnDigest digest) {
    this.folder = folder;
    this.datasets = datasets;
    this.digest = digest;
  }

  /// See [Draft#publish].
  Published publish(DraftFiles files, Map<String, NDArray> arrays, Deadline deadline) {
    ColumnNames.check(arrays.keySet());
    // Lengths are compared before anything is copied or hashed.
    long _ = Dataset.rows(arrays.entrySet().stream().map(each -> column(each, "")).toList());
    List<MappedFile> copies = new ArrayList<>();
    try {
      Map<String, MappedFile> placed = place(files, arrays, copies, deadline);
      List<Dataset.Column> columns = complete(placed, arrays, deadline);
      Map<String, MappedFile> bySha256 = new LinkedHashMap<>();
      for (Dataset.Column column : columns) {
        Optional.ofNullable(placed.get(column.name()))
            .ifPresent(file -> bySha256.putIfAbsent(column.sha256(), file));
      }
      deadline.check();
      return folder
          .lock()
          .hold(
              () -> {
                Published published = datasets.add(columns, bySha256);
                files.complete();
                return published;
              });
    } catch (IOException failure) {
      throw DataFolder.failure(failure);
    } finally {
      copies.forEach(files::delete);
    }
  }

  private static Dataset.Column column(Map.Entry<String, NDArray> array, String sha256) {
    return new Dataset.Column(array.getKey(), array.getValue().arrayType(), sha256);
  }

  /// Finds or writes the file of each column that has bytes. The files have exactly the bytes of
  /// their columns afterwards.
  ///
  /// @param copies receives the files that were written
  private static Map<String, MappedFile> place(
      DraftFiles files, Map<String, NDArray> arrays, List<MappedFile> copies, Deadline deadline)
      throws IOException {
    Map<MappedFile, Long> lengths = lengths(files, arrays);
    Map<String, MappedFile> placed = new HashMap<>();
    for (Map.Entry<String, NDArray> each : arrays.entrySet()) {
      MemorySegment memory = each.getValue().segment();
      Optional<MappedFile> own =
          begun(files, memory).filter(file -> lengths.getOrDefault(file, 0L) == memory.byteSize());
      if (own.isPresent()) {
        placed.put(each.getKey(), own.get());
      } else if (memory.byteSize() > 0) {
        deadline.check();
        MappedFile copy = copy(files, memory);
        copies.add(copy);
        placed.put(each.getKey(), copy);
      }
    }
    for (Map.Entry<MappedFile, Long> each : lengths.entrySet()) {
      each.getKey().truncate(each.getValue());
    }
    return placed;
  }

  /// The longest array that begins each file of the draft: it becomes the file.
  private static Map<MappedFile, Long> lengths(DraftFiles files, Map<String, NDArray> arrays) {
    Map<MappedFile, Long> lengths = new HashMap<>();
    for (NDArray array : arrays.values()) {
      begun(files, array.segment())
          .ifPresent(file -> lengths.merge(file, array.segment().byteSize(), Math::max));
    }
    return lengths;
  }

  /// The file of the draft that an array begins, and shares with no other array.
  private static Optional<MappedFile> begun(DraftFiles files, MemorySegment memory) {
    return memory.byteSize() < LEAST_OWN_BYTES
        ? Optional.empty()
        : MappedFile.of(memory)
            .filter(part -> part.offsetBytes() == 0 && files.owns(part.file()))
            .map(MappedFile.Part::file);
  }

  private static MappedFile copy(DraftFiles files, MemorySegment memory) throws IOException {
    files.charge(memory.byteSize());
    MappedFile copy = files.create(memory.byteSize());
    copy.memory().copyFrom(memory);
    return copy;
  }

  /// Hashes all columns while their files are written to the disk.
  private List<Dataset.Column> complete(
      Map<String, MappedFile> placed, Map<String, NDArray> arrays, Deadline deadline)
      throws IOException {
    List<Dataset.Column> columns = new ArrayList<>();
    List<Future<?>> flushed = new ArrayList<>();
    // Closing the executor waits for what runs: no file may be closed before.
    try (ExecutorService flushing = Executors.newVirtualThreadPerTaskExecutor()) {
      for (MappedFile file : Set.copyOf(placed.values())) {
        flushed.add(
            flushing.submit(
                () -> {
                  file.force();
                  return true;
                }));
      }
      for (Map.Entry<String, NDArray> each : arrays.entrySet()) {
        columns.add(column(each, digest.of(each.getValue().segment(), deadline)));
      }
    }
    for (Future<?> each : flushed) {
      if (each.state() != Future.State.SUCCESS) {
        throw new IOException("a column cannot be written to the disk", each.exceptionNow());
      }
    }
    return columns;
  }
}

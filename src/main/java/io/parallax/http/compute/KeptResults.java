package io.parallax.http.compute;

import io.parallax.array.Elements;
import io.parallax.array.NDArray;
import io.parallax.compute.ComputeResult;
import io.parallax.dataset.Dataset;
import io.parallax.dataset.DatasetStore;
import io.parallax.dataset.Draft;
import io.parallax.dataset.Published;
import io.parallax.executor.thread.CorePool;
import io.parallax.format.OutputOptions;
import io.parallax.limit.Deadline;
import io.parallax.memory.Reservation;
import io.parallax.program.Loop;
import io.parallax.type.ArrayType;
import io.parallax.type.StorageType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Keeps results as datasets where a request asks for it (`output.values` is `dataset`). Results
/// with equal numbers of rows become the columns of one dataset. Thread safe.
@Component
final class KeptResults {
  private final DatasetStore store;
  private final CorePool cores;

  KeptResults(DatasetStore store, CorePool cores) {
    this.store = store;
    this.cores = cores;
  }

  /// The place of a request's results.
  ///
  /// @param memory of the request, where results are placed that are not kept
  /// @throws io.parallax.error.ComputeException OVERLOADED when too many datasets are being written
  Place place(OutputOptions output, Reservation memory) {
    boolean isKept = output.values() == OutputOptions.Values.DATASET;
    return new Place(output, memory, isKept ? Optional.of(store.draft()) : Optional.empty());
  }

  /// Where results are placed: in memory that ends with the request, or in files that become
  /// datasets. Closing it deletes what has not become a dataset.
  final class Place implements AutoCloseable {
    private final OutputOptions output;
    private final Reservation memory;
    private final Optional<Draft> draft;

    private Place(OutputOptions output, Reservation memory, Optional<Draft> draft) {
      this.output = output;
      this.memory = memory;
      this.draft = draft;
    }

    boolean isKept() {
      return draft.isPresent();
    }

    Reservation reservation() {
      return draft.map(Draft::reservation).orElse(memory);
    }

    /// The result, kept if it is to be. Results without a value are not.
    ComputeResult keep(ComputeResult result, Deadline deadline) {
      return draft.map(own -> kept(result, own, output, deadline)).orElse(result);
    }

    @Override
    public void close() {
      draft.ifPresent(Draft::close);
    }
  }

  private ComputeResult kept(
      ComputeResult result, Draft draft, OutputOptions output, Deadline deadline) {
    Map<String, NDArray> columns = new LinkedHashMap<>();
    result
        .arrays()
        .forEach(
            (name, array) -> {
              if (!result.missing().containsKey(name)) {
                StorageType type = output.written(array.type()).held();
                columns.put(name, stored(array, type, draft.reservation(), deadline));
              }
            });
    return result.keptIn(publish(columns, draft, deadline));
  }

  /// The array in the type in which it is kept, every element of which it has.
  private NDArray stored(
      NDArray array, StorageType type, Reservation reservation, Deadline deadline) {
    if (array.arrayType().storage() == type) {
      return array;
    }
    ArrayType arrayType = new ArrayType(type, array.shape());
    reservation.grow(NDArray.chargedBytes(arrayType));
    NDArray narrow = NDArray.allocate(arrayType, reservation);
    long count = array.elementCount();
    cores.forEach(
        Math.ceilDiv(count, (long) Loop.MORSEL),
        cores.size(),
        deadline,
        part -> {
          long end = Math.min((part + 1) * Loop.MORSEL, count);
          for (long index = part * Loop.MORSEL; index < end; index++) {
            Elements.write(narrow.segment(), type, index, array.bitsAt(index));
          }
        });
    return narrow;
  }

  /// Publishes a dataset for each number of rows. The largest comes last, from the draft itself;
  /// the columns of the others are copied. If one fails, those that are new are deleted again.
  private Map<String, ComputeResult.Kept> publish(
      Map<String, NDArray> columns, Draft draft, Deadline deadline) {
    Map<Long, Map<String, NDArray>> byRows = new LinkedHashMap<>();
    columns.forEach(
        (name, array) ->
            byRows.computeIfAbsent(rows(array), _ -> new LinkedHashMap<>()).put(name, array));
    List<Map<String, NDArray>> groups = new ArrayList<>(byRows.values());
    groups.sort(Comparator.comparingLong(KeptResults::bytes));
    Map<String, ComputeResult.Kept> kept = new LinkedHashMap<>();
    List<String> added = new ArrayList<>();
    boolean complete = false;
    try {
      for (Map<String, NDArray> group : groups) {
        Published published =
            group == groups.getLast()
                ? draft.publish(group, deadline)
                : publishCopies(group, deadline);
        Dataset dataset = published.dataset();
        if (published.isNew()) {
          added.add(dataset.id());
        }
        dataset
            .columns()
            .forEach(
                column ->
                    kept.put(
                        column.name(),
                        new ComputeResult.Kept(dataset.id(), column.name(), column.type())));
      }
      complete = true;
      return kept;
    } finally {
      if (!complete) {
        added.forEach(store::delete);
      }
    }
  }

  private Published publishCopies(Map<String, NDArray> columns, Deadline deadline) {
    try (Draft draft = store.draft()) {
      return draft.publish(columns, deadline);
    }
  }

  private static long rows(NDArray array) {
    return array.shape().isScalar() ? 1 : array.shape().extent(0);
  }

  private static long bytes(Map<String, NDArray> columns) {
    return columns.values().stream().mapToLong(array -> array.segment().byteSize()).sum();
  }
}

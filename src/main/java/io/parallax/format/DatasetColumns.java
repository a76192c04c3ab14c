package io.parallax.format;

import io.parallax.array.Input;
import io.parallax.dataset.Dataset;
import io.parallax.dataset.DatasetStore;
import io.parallax.dataset.OpenDataset;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.limit.Deadline;
import io.parallax.memory.Reservation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Finds columns in the store of datasets.
@Component
public final class DatasetColumns implements StoredColumns {
  private static final int MOST_NAMED = 20;

  private final DatasetStore store;

  DatasetColumns(DatasetStore store) {
    this.store = store;
  }

  @Override
  public Input.Stored open(
      String dataset, Optional<String> column, Reservation reservation, Deadline deadline) {
    OpenDataset open = store.open(dataset, deadline);
    reservation.attach(open::close);
    String name = column.orElseGet(() -> only(open.dataset()));
    String sha256 =
        open.dataset().columns().stream()
            .filter(each -> each.name().equals(name))
            .map(Dataset.Column::sha256)
            .findFirst()
            .orElse("");
    return new Input.Stored(open.column(name), dataset, name, sha256);
  }

  private static String only(Dataset dataset) {
    List<Dataset.Column> columns = dataset.columns();
    if (columns.size() > 1) {
      throw new ComputeException(
          ErrorCode.UNKNOWN_COLUMN,
          "the dataset %s has %d columns, of which \"column\" names one: %s%s"
              .formatted(
                  dataset.id(),
                  columns.size(),
                  columns.stream()
                      .limit(MOST_NAMED)
                      .map(Dataset.Column::name)
                      .collect(Collectors.joining(", ")),
                  columns.size() > MOST_NAMED ? ", …" : ""));
    }
    return columns.getFirst().name();
  }
}

package io.parallax.http.dataset;

import io.parallax.dataset.Dataset;
import java.time.Instant;
import java.util.List;

/// A dataset as answers tell of it.
///
/// @param bytes of the elements of all columns
/// @param createdAt when the content was first stored
/// @param expiresAt when the dataset goes
record DatasetEntry(
    String id,
    long rows,
    long bytes,
    List<ColumnEntry> columns,
    String sha256,
    Instant createdAt,
    Instant expiresAt) {
  DatasetEntry {
    columns = List.copyOf(columns);
  }

  static DatasetEntry of(Dataset dataset) {
    return new DatasetEntry(
        dataset.id(),
        dataset.rows(),
        dataset.bytes(),
        dataset.columns().stream().map(ColumnEntry::of).toList(),
        dataset.sha256(),
        dataset.createdAt(),
        dataset.expiresAt());
  }

  /// A column.
  record ColumnEntry(String name, String dtype, List<Long> shape) {
    ColumnEntry {
      shape = List.copyOf(shape);
    }

    static ColumnEntry of(Dataset.Column column) {
      return new ColumnEntry(
          column.name(), column.type().storage().label(), column.type().shape().extents());
    }
  }
}

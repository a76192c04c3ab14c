package io.parallax.dataset;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.type.ArrayType;
import java.time.Instant;
import java.util.List;

/// What is known of a stored dataset without reading its elements.
///
/// @param id follows from `sha256`, so the same content has the same id wherever it is stored
/// @param rows the first extent of every column; 1 where columns are scalars
/// @param columns one or more, in the order in which they were stored
/// @param sha256 the digest of the names, types, shapes and digests of all columns, in hex
/// @param createdAt when this content was first stored, in whole milliseconds
/// @param expiresAt when the dataset goes, in whole milliseconds
public record Dataset(
    String id,
    long rows,
    List<Column> columns,
    String sha256,
    Instant createdAt,
    Instant expiresAt) {
  public Dataset {
    columns = List.copyOf(columns);
  }

  /// A column of a dataset.
  ///
  /// @param sha256 the digest of its elements ([ColumnDigest]), in hex
  public record Column(String name, ArrayType type, String sha256) {
    /// The bytes of its elements.
    public long bytes() {
      return type.byteSize();
    }
  }

  /// The dataset of these columns.
  ///
  /// @throws ComputeException INVALID_ARGUMENT for no columns, SHAPE_MISMATCH for columns of
  ///   different lengths
  static Dataset of(List<Column> columns, Instant createdAt, Instant expiresAt) {
    String sha256 = Manifest.sha256(columns);
    return new Dataset(Manifest.id(sha256), rows(columns), columns, sha256, createdAt, expiresAt);
  }

  /// The length that all columns have.
  ///
  /// @throws ComputeException as [#of]
  static long rows(List<Column> columns) {
    if (columns.isEmpty()) {
      throw new ComputeException(
          ErrorCode.INVALID_ARGUMENT, "a dataset has at least one column, and this one has none");
    }
    Column first = columns.getFirst();
    for (Column other : columns) {
      if (rows(other.type()) != rows(first.type())) {
        throw new ComputeException(
            ErrorCode.SHAPE_MISMATCH,
            "the columns of a dataset are equally long, but \"%s\" has %d rows and \"%s\" %d"
                .formatted(first.name(), rows(first.type()), other.name(), rows(other.type())));
      }
    }
    return rows(first.type());
  }

  private static long rows(ArrayType type) {
    return type.shape().isScalar() ? 1 : type.shape().extent(0);
  }

  /// The bytes of all columns together. A column that other datasets have, too, is stored once.
  public long bytes() {
    return columns.stream().mapToLong(Column::bytes).sum();
  }
}

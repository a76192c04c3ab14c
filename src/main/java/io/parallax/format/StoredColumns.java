package io.parallax.format;

import io.parallax.array.Input;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.limit.Deadline;
import io.parallax.memory.Reservation;
import java.util.Optional;

/// Finds columns of datasets as inputs. Thread safe.
public interface StoredColumns {
  /// Where there are no datasets.
  StoredColumns NONE =
      (dataset, _, _, _) -> {
        throw new ComputeException(ErrorCode.UNKNOWN_DATASET, "there is no dataset " + dataset);
      };

  /// Opens a column, which stays open until the reservation is closed.
  ///
  /// @param dataset any text
  /// @param column the column's name; empty for the only column
  /// @param deadline of the verification of its elements
  /// @throws ComputeException UNKNOWN_DATASET; UNKNOWN_COLUMN, also where a column must be named;
  ///   DATASET_DAMAGED
  Input.Stored open(
      String dataset, Optional<String> column, Reservation reservation, Deadline deadline);
}

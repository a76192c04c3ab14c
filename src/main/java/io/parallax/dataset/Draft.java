package io.parallax.dataset;

import io.parallax.array.NDArray;
import io.parallax.error.ComputeException;
import io.parallax.limit.Deadline;
import io.parallax.memory.MemoryBudget;
import io.parallax.memory.Reservation;
import java.util.Map;

/// Columns that are being written and are not a dataset yet. Arrays that are allocated from its
/// reservation are files of the folder, so publishing them copies nothing.
///
/// Arrays that were published can be read until the draft is closed, with its reservation. One
/// thread publishes and closes; several may write arrays.
public final class Draft implements AutoCloseable {
  private final DraftFiles files;
  private final Publication publication;
  private final Reservation reservation;
  private final Runnable closing;
  private boolean closed;

  /// @param closing runs once when the draft is closed
  Draft(DraftFiles files, Publication publication, Runnable closing) {
    this.files = files;
    this.publication = publication;
    this.reservation = new MemoryBudget(MemoryBudget.GREATEST_LIMIT_BYTES, files).reserve(0);
    this.closing = closing;
  }

  /// Where the columns are allocated. It is charged with what the folder has room for: growing it
  /// fails with DATASET_QUOTA before anything is written. It belongs to the draft.
  public Reservation reservation() {
    return reservation;
  }

  /// Stores arrays as a dataset, and returns when they are on the disk. A reader sees the whole
  /// dataset or nothing of it, and so does the next start after a crash.
  ///
  /// An array that begins a file of the draft becomes the column: the rest of the file must not be
  /// touched any more. Any other array is copied. When this has succeeded, nothing more can be
  /// allocated or published; when it has failed, the draft can only be closed.
  ///
  /// @param columns in the order in which they are listed; equally long
  /// @return the dataset; the same content has the same id, and was perhaps stored before
  /// @throws ComputeException INVALID_ARGUMENT for no columns or a name that is too long or no
  ///   text; SHAPE_MISMATCH for columns of different lengths; TOO_LARGE for too many columns;
  ///   DATASET_QUOTA; DEADLINE_EXCEEDED or CANCELLED
  public Published publish(Map<String, NDArray> columns, Deadline deadline) {
    return publication.publish(files, columns, deadline);
  }

  /// Deletes what was not published. Idempotent. No thread may still be using an array.
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      try {
        reservation.close();
      } finally {
        files.complete();
        closing.run();
      }
    }
  }
}

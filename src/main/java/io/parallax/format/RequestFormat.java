package io.parallax.format;

import io.parallax.limit.Deadline;
import io.parallax.memory.Reservation;
import java.io.IOException;
import java.util.Set;

/// One format of request bodies, found as a bean. Thread safe.
///
/// A body is read once, from its first byte to its last. Elements go from the stream into arrays of
/// the reservation, which is charged before they are allocated. The reservation owns what was
/// allocated, also when reading fails. Every method throws [io.parallax.error.ComputeException] for
/// everything that is wrong with the body. Exceptions of the stream pass to the caller. The stream
/// is not closed.
public interface RequestFormat {
  /// Types and subtypes of the bodies, such as `application/json`. No other bean has the same.
  Set<String> mediaTypes();

  /// Reads a request.
  ///
  /// @param deadline checked at every read of the stream
  Decoded read(
      ComputeOperation operation, RequestBody body, Reservation reservation, Deadline deadline)
      throws IOException;

  /// Reads a request that is to be explained.
  ///
  /// @param deadline checked at every read of the stream
  ExplainRequest explain(RequestBody body, Reservation reservation, Deadline deadline)
      throws IOException;

  /// The least bytes that the arrays of a body of so many bytes take; 0 where that is not known
  /// beforehand.
  default long leastArrayBytes(String mediaType, long bodyBytes) {
    return 0;
  }

  /// Reads the columns of a dataset, or a request that computes them.
  ///
  /// @param limits those of the columns
  /// @param deadline checked at every read of the stream
  DatasetContent dataset(
      RequestBody body, ArrayLimits limits, Reservation reservation, Deadline deadline)
      throws IOException;
}

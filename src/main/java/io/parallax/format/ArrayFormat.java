package io.parallax.format;

import io.parallax.array.Input;
import io.parallax.limit.Deadline;
import io.parallax.memory.Reservation;
import java.io.IOException;
import java.util.Map;

/// One format of arrays in requests, found as a bean. Thread safe.
///
/// An array is a part of a body or a body alone. Elements go from the stream into arrays of the
/// reservation, which is charged before they are allocated. The reservation owns what was
/// allocated, also when reading fails. Exceptions of the stream pass to the caller.
public interface ArrayFormat {
  /// Type and subtype of the bytes, such as `application/x-npy`. No other bean has the same.
  String mediaType();

  /// The least bytes that the arrays of a body of so many bytes take; 0 where that is not known
  /// beforehand.
  default long leastArrayBytes(long bodyBytes) {
    return 0;
  }

  /// Reads the arrays, up to the end of the stream.
  ///
  /// @param deadline checked at every read of the stream
  /// @return the inputs by their names, in order: one under the name of the body, or one for each
  ///   column
  /// @throws io.parallax.error.ComputeException for everything that is wrong with the bytes, with
  ///   the offset in the stream where it is known; without a pointer unless it is in one element
  Map<String, Input> read(ArrayBody body, Reservation reservation, Deadline deadline)
      throws IOException;
}

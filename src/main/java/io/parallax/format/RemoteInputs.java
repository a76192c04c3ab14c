package io.parallax.format;

import io.parallax.array.Input;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.limit.Deadline;
import io.parallax.memory.Reservation;
import java.util.Optional;

/// Fetches inputs from the addresses that requests name. Thread safe.
public interface RemoteInputs {
  /// Where nothing is fetched.
  RemoteInputs NONE =
      (_, _, _) -> {
        throw new ComputeException(ErrorCode.URL_REFUSED, "nothing is fetched here");
      };

  /// Begins to fetch an input; others may be fetched at the same time.
  ///
  /// @param address any text
  /// @param column the column that is wanted; empty for the only one
  /// @throws ComputeException URL_REFUSED
  Fetch begin(String address, Optional<String> column, Deadline deadline);

  /// An input on its way. For one thread.
  interface Fetch extends AutoCloseable {
    /// Waits for the input and reads it.
    ///
    /// @param limits of the arrays at the address
    /// @param reservation of the input's elements
    /// @param wanted when the input has to be there
    /// @throws ComputeException URL_REFUSED, URL_FAILED, TOO_LARGE, DEADLINE_EXCEEDED, and for
    ///   whatever is wrong with the array; without a pointer
    Input await(ArrayLimits limits, Reservation reservation, Deadline wanted);

    /// Gives the input up if it is not there yet; frees what was received.
    @Override
    void close();
  }
}

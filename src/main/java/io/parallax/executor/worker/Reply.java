package io.parallax.executor.worker;

import io.parallax.error.ErrorCode;

/// What a worker says to the service.
public sealed interface Reply {
  /// It is ready; the first of all replies.
  record Ready() implements Reply {}

  /// Its part of the step is over: the board is empty, or told it to stop, or time is up.
  record Done(long sequence) implements Reply {}

  /// The step cannot be run on this data.
  record Refused(long sequence, ErrorCode code, String detail) implements Reply {}

  /// The worker has a defect.
  record Broken(long sequence, String detail) implements Reply {}
}

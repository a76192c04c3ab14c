package io.parallax.executor.worker;

import io.parallax.error.ErrorCode;

/// A message from a worker to the service.
public sealed interface Reply {
  /// The worker is ready. The first of all replies.
  record Ready() implements Reply {}

  /// The worker's part of the step is over: the board is empty or stopped, or the deadline is over.
  record Done(long sequence) implements Reply {}

  /// The step cannot be run on this data.
  record Refused(long sequence, ErrorCode code, String detail) implements Reply {}

  /// The worker has a defect.
  record Broken(long sequence, String detail) implements Reply {}
}

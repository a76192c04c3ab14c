package io.parallax.executor.thread;

import io.parallax.limit.Deadline;
import java.util.function.LongConsumer;

/// Spreads independent tasks over threads of this process. A program's inputs are prepared this way
/// on the threads where its morsels will run.
public interface TaskRunner {
  /// Runs tasks 0 … count − 1. When the call returns or throws, no thread runs a task any more.
  ///
  /// @param parallelism the most threads to use, at least 1
  /// @throws io.parallax.error.ComputeException DEADLINE_EXCEEDED, an exception of a task, or
  ///   INTERNAL for anything else that a task throws
  void forEach(long count, int parallelism, Deadline deadline, LongConsumer task);
}

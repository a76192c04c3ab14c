package io.parallax.executor.thread;

import io.parallax.limit.Deadline;
import java.util.function.LongConsumer;

/// Spreads independent tasks over threads of this process: for preparing a program's inputs where
/// its morsels will run.
public interface TaskRunner {
  /// Runs tasks 0 … count − 1. Returns only when no thread runs one any more, also when it throws.
  ///
  /// @param parallelism the most threads to use, at least 1
  /// @throws io.parallax.error.ComputeException DEADLINE_EXCEEDED, a task's own, or INTERNAL for
  ///   anything else a task throws
  void forEach(long count, int parallelism, Deadline deadline, LongConsumer task);
}

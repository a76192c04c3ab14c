package io.parallax.executor.process;

import io.parallax.executor.worker.TaskBoard;
import io.parallax.limit.Deadline;
import java.util.concurrent.atomic.AtomicLong;

/// The step that a worker runs: how long it may go on, and how the worker is told to stop. Thread
/// safe.
final class RunningStep {
  private static final long RUNNING = Long.MIN_VALUE;

  private final Deadline deadline;
  private final Thread client;
  private final TaskBoard board;
  private final boolean isBounded;
  private final AtomicLong stoppedNanos = new AtomicLong(RUNNING);

  /// @param client the thread that waits for the step; its interruption ends the step
  /// @param isBounded whether each task is known to be short: no loop of a caller's function
  RunningStep(Deadline deadline, Thread client, TaskBoard board, boolean isBounded) {
    this.deadline = deadline;
    this.client = client;
    this.board = board;
    this.isBounded = isBounded;
  }

  /// Whether a worker that begins no new task for a long time hangs.
  boolean isBounded() {
    return isBounded;
  }

  /// Tells the worker to stop when the deadline is over or the client is interrupted.
  ///
  /// @return nanoseconds since the worker was told to stop, at least 1; 0 while the result is
  ///   wanted
  long overdueNanos(long nowNanos) {
    long stopped = stoppedNanos.get();
    if (stopped != RUNNING) {
      return Math.max(1, nowNanos - stopped);
    }
    if (deadline.isOver() || client.isInterrupted()) {
      board.stop();
      stoppedNanos.set(nowNanos);
      return 1;
    }
    return 0;
  }
}

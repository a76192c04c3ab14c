package io.parallax.executor.worker;

import io.parallax.kernel.Frame;
import io.parallax.kernel.InvocationRun;
import io.parallax.kernel.RoutineKernel;
import io.parallax.program.Invocation;
import io.parallax.program.ItemRanges;
import io.parallax.program.Program;
import java.lang.foreign.MemorySegment;
import java.util.function.BooleanSupplier;

/// A worker's part of an [Invocation]: the tasks that it claims on the board. The tasks are the
/// same in every worker and in the service, because all cut the items for the same number of
/// workers.
final class InvocationShare {
  private final Program program;
  private final Invocation invocation;
  private final Frame frame;
  private final BooleanSupplier over;
  private final ItemRanges ranges;
  private final TaskBoard board;

  /// @param board the memory of the board
  /// @param parallelism the number of workers that the items are cut for
  /// @param over whether the results are no longer wanted
  InvocationShare(
      Program program,
      Invocation invocation,
      Frame frame,
      MemorySegment board,
      int parallelism,
      BooleanSupplier over) {
    this.program = program;
    this.invocation = invocation;
    this.frame = frame;
    this.over = over;
    this.ranges = ItemRanges.of(invocation.itemCount(), parallelism);
    this.board = TaskBoard.join(board, ranges.count(), InvocationRemains.LONGS);
  }

  /// Runs tasks until none is left or the results are no longer wanted.
  ///
  /// @param begin called before each task
  void run(RoutineKernel kernel, Runnable begin) {
    while (!over.getAsBoolean()) {
      long index = board.claim();
      if (index < 0) {
        return;
      }
      begin.run();
      run(kernel, index);
    }
  }

  private void run(RoutineKernel kernel, long index) {
    InvocationRun run = new InvocationRun(program, invocation, frame, over, board.stopWord());
    if (!board.hasFailedBefore(index)) {
      kernel.run(run, ranges.first(index), ranges.end(index));
      if (over.getAsBoolean()) {
        return; // the task may have been left undone
      }
    }
    new InvocationRemains(board.remains(index)).write(run, kernel);
    boolean failed = run.failedBefore(Long.MAX_VALUE);
    if (failed) {
      board.failed(index);
    }
    board.complete(index);
    if (board.isDecided()) {
      board.stop();
    }
  }
}

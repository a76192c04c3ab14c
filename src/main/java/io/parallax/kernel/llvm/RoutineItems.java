package io.parallax.kernel.llvm;

import io.parallax.kernel.InvocationRun;
import io.parallax.kernel.llvm.emit.routine.RoutineLayout;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/// A pass over a range of a run's items, with the machine code of their routine: side by side or
/// one after the other, as a [LaneChoice] has it. A group of items that the lanes do not finish is
/// run again, one item after the other. For one thread.
final class RoutineItems {
  private final InvocationRun run;
  private final RoutineCall call;
  private final MemorySegment scalar;
  private final Optional<MemorySegment> lanes;
  private final LaneChoice choice;
  private final int laneCount;

  /// @param scalar the function that runs one item after the other
  /// @param lanes the function that runs items side by side, where there is one
  /// @param laneCount how many it runs
  RoutineItems(
      InvocationRun run,
      RoutineCall call,
      MemorySegment scalar,
      Optional<MemorySegment> lanes,
      int laneCount,
      LaneChoice choice) {
    this.run = run;
    this.call = call;
    this.scalar = scalar;
    this.lanes = lanes;
    this.laneCount = laneCount;
    this.choice = choice;
  }

  /// Runs items in ascending order as far as anybody can see.
  void run(long first, long end) {
    for (long begin = first; begin < end; begin += call.batch()) {
      long stop = Math.min(end, begin + call.batch());
      if (run.failedBefore(begin) || run.isOver()) {
        return;
      }
      call.locate(begin, stop);
      if (!batch(begin, stop - begin, end - first)) {
        return;
      }
    }
  }

  private boolean batch(long begin, long count, long task) {
    long at = 0;
    while (at < count) {
      LaneChoice.Piece piece = choice.next(count - at, task);
      long startNanos = piece.isTimed() ? System.nanoTime() : 0;
      long to = at + piece.items();
      boolean goesOn =
          (piece.sideBySide() && lanes.isPresent())
              ? sideBySide(lanes.get(), begin, at, to)
              : oneByOne(begin, at, to);
      if (!goesOn) {
        return false;
      }
      if (piece.isTimed()) {
        choice.took(piece, System.nanoTime() - startNanos);
      }
      at = to;
    }
    return true;
  }

  /// Runs items of a batch one after the other.
  ///
  /// @return whether the items after them are to be run
  private boolean oneByOne(long begin, long from, long to) {
    long outcome = call.call(scalar, from, to);
    if (outcome == RoutineLayout.FAULT) {
      run.failed(begin + from + call.done(), call.code());
    }
    return outcome == RoutineLayout.END;
  }

  /// As [#oneByOne], in groups.
  private boolean sideBySide(MemorySegment function, long begin, long from, long to) {
    long at = from;
    long rerun = 0;
    while (true) {
      long outcome = call.call(function, at, to);
      if (outcome != RoutineLayout.RERUN) {
        return outcome == RoutineLayout.END;
      }
      at += call.done();
      long groupEnd = Math.min(to, at + laneCount);
      if (run.isOver() || !oneByOne(begin, at, groupEnd)) {
        return false;
      }
      rerun += groupEnd - at;
      at = groupEnd;
      if (at == to) {
        return true;
      }
      if (rerun >= 4L * laneCount && rerun > (at - from) / 2) {
        choice.giveUp();
        return oneByOne(begin, at, to);
      }
    }
  }
}

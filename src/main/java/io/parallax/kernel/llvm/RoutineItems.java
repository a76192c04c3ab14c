package io.parallax.kernel.llvm;

import io.parallax.kernel.InvocationRun;
import io.parallax.kernel.llvm.emit.routine.RoutineLayout;
import java.lang.foreign.MemorySegment;

/// A pass over a range of a run's items, with the machine code of their routine.
final class RoutineItems {
  private final InvocationRun run;
  private final RoutineCall call;

  RoutineItems(InvocationRun run, RoutineCall call) {
    this.run = run;
    this.call = call;
  }

  /// Runs items in ascending order, one after the other.
  void run(MemorySegment scalar, long first, long end) {
    for (long begin = first; begin < end; begin += call.batch()) {
      long stop = Math.min(end, begin + call.batch());
      if (run.failedBefore(begin) || run.isOver()) {
        return;
      }
      call.locate(begin, stop);
      if (!ran(scalar, begin, 0, stop - begin)) {
        return;
      }
    }
  }

  /// Runs items of a batch one after the other.
  ///
  /// @return whether the items after them are to be run
  private boolean ran(MemorySegment scalar, long batch, long from, long to) {
    long outcome = call.call(scalar, from, to);
    if (outcome == RoutineLayout.FAULT) {
      run.failed(batch + from + call.done(), call.code());
    }
    return outcome == RoutineLayout.END;
  }
}

package io.parallax.kernel.bytecode;

import io.parallax.kernel.InvocationRun;
import io.parallax.kernel.RoutineKernel;
import io.parallax.program.Routine;
import java.lang.foreign.MemorySegment;

/// A routine whose class is written.
final class BytecodeKernel implements RoutineKernel {
  /// The most items whose values are in arrays of Java at a time.
  static final int BLOCK = 256;

  private final Routine routine;
  private final RoutineClass.Written written;
  private final int looks;

  /// @param looks trips, or items without loops, between two questions whether a run is over
  BytecodeKernel(Routine routine, RoutineClass.Written written, int looks) {
    this.routine = routine;
    this.written = written;
    this.looks = looks;
  }

  RoutineClass.Written written() {
    return written;
  }

  @Override
  public Mode mode() {
    return Mode.BYTECODE;
  }

  @Override
  public void run(InvocationRun run, long first, long end) {
    int items = (int) Math.min(BLOCK, end - first);
    ItemBlock block = new ItemBlock(routine, run, items, looks, written.handedOver());
    ItemColumns columns = new ItemColumns(routine, run, block);
    boolean goesOn = true;
    for (long item = first; goesOn && item < end; item += items) {
      goesOn =
          !run.isOver()
              && !run.failedBefore(item)
              && run(run, block, columns, item, (int) Math.min(items, end - item));
    }
    run.tripped(block.trips());
  }

  /// Runs one block.
  ///
  /// @return whether the next is to be run
  private boolean run(
      InvocationRun run, ItemBlock block, ItemColumns columns, long first, int count) {
    block.startAt(first);
    columns.load(first, count);
    if (run.step().collectsFailures()) {
      MemorySegment failures = run.slot(run.step().failures());
      failures.asSlice(first * Long.BYTES, (long) count * Long.BYTES).fill((byte) 0);
    }
    int at = 0;
    while (at < count) {
      int end = at;
      while (end < count && run.isWanted(first + end)) {
        end++;
      }
      if (end > at) {
        int stopped = written.loop().run(block, at, end);
        columns.store(first, at, stopped);
        if (stopped < end && !hasFailed(run, block, first + stopped)) {
          return false;
        }
        at = Math.min(stopped + 1, end);
      } else {
        run.skipped(first + at);
        at++;
      }
    }
    return true;
  }

  /// Records that an item failed.
  ///
  /// @return whether the others are to be run
  private static boolean hasFailed(InvocationRun run, ItemBlock block, long item) {
    boolean failed = block.code > 0;
    if (failed) {
      run.failed(item, block.code);
    }
    return failed && run.step().collectsFailures();
  }
}

package io.parallax.executor.worker;

import io.parallax.kernel.InvocationRun;
import io.parallax.kernel.RoutineKernel;
import io.parallax.kernel.RoutineKernel.Mode;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/// The result that a task of an invocation leaves on its board: what its items recorded, and how
/// they were run.
public final class InvocationRemains {
  /// Number of longs of a task.
  public static final int LONGS = InvocationRun.REMAINS_LONGS + 2;

  private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG;
  private static final int MODE = InvocationRun.REMAINS_LONGS;
  private static final int LANES = MODE + 1;
  private static final List<Mode> MODES = List.of(Mode.values());

  private final MemorySegment memory;

  /// @param memory [#LONGS] longs
  public InvocationRemains(MemorySegment memory) {
    this.memory = memory;
  }

  /// Leaves what a run of one task recorded.
  void write(InvocationRun run, RoutineKernel kernel) {
    run.handOver(memory);
    memory.setAtIndex(WORD, MODE, MODES.indexOf(kernel.mode()));
    memory.setAtIndex(WORD, LANES, kernel.lanes());
  }

  /// Takes what a task recorded over into the run of all tasks.
  public void takeOver(InvocationRun run) {
    run.takeOver(memory);
  }

  public Mode mode() {
    return MODES.get(Math.toIntExact(memory.getAtIndex(WORD, MODE)));
  }

  public int lanes() {
    return Math.toIntExact(memory.getAtIndex(WORD, LANES));
  }
}

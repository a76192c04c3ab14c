package io.parallax.kernel.interpreter;

import io.parallax.kernel.InvocationRun;
import io.parallax.kernel.RoutineEngine;
import io.parallax.kernel.RoutineKernel;
import io.parallax.program.Routine;

/// The engine of routines that defines the results of every other: it walks the statements of one
/// item after another, every operation as [io.parallax.program.Arithmetic] computes it. Slow.
public final class RoutineInterpreter implements RoutineEngine {
  @Override
  public String name() {
    return "interpreter";
  }

  @Override
  public RoutineKernel kernel(Routine routine) {
    return new RoutineKernel() {
      @Override
      public void run(InvocationRun run, long first, long end) {
        new InterpretedItems(routine, run).run(first, end);
      }

      @Override
      public Mode mode() {
        return Mode.INTERPRETED;
      }
    };
  }
}

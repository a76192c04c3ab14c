package io.parallax.kernel.llvm;

import io.parallax.kernel.RoutineEngine;
import io.parallax.kernel.RoutineKernel;
import io.parallax.program.Routine;

/// The native engine's routines, for tests of every engine of routines.
record NativeRoutines(LlvmEngine llvm) implements RoutineEngine {
  @Override
  public String name() {
    return llvm.name();
  }

  @Override
  public RoutineKernel kernel(Routine routine) {
    return llvm.kernel(routine, Long.MAX_VALUE);
  }
}

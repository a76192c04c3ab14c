package io.parallax.kernel.llvm;

import io.parallax.kernel.RoutineEngine;
import io.parallax.kernel.RoutineKernel;
import io.parallax.kernel.llvm.emit.RoutineForm;
import io.parallax.program.Routine;

/// The native engine's routines, for tests of every engine of routines.
///
/// @param mode how items always run, where they can
record NativeRoutines(LlvmEngine llvm, RoutineForm.Mode mode) implements RoutineEngine {
  @Override
  public String name() {
    return llvm.name();
  }

  @Override
  public RoutineKernel kernel(Routine routine) {
    return llvm.kernel(routine, mode);
  }
}

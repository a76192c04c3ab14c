package io.parallax.executor.thread;

import io.parallax.kernel.Kernel;
import io.parallax.program.Loop;
import io.parallax.program.Routine;

/// Makes the kernels of one execution.
public interface ProgramKernels {
  /// The kernel of a loop.
  Kernel kernel(Loop loop);

  /// The kernels of a routine.
  RoutineKernels kernels(Routine routine);
}

package io.parallax.executor.thread;

import io.parallax.kernel.Kernel;
import io.parallax.kernel.RoutineKernel;
import io.parallax.program.Loop;
import io.parallax.program.Routine;
import java.util.function.Supplier;

/// Makes the kernels of one execution.
public interface ProgramKernels {
  /// The kernel of a loop.
  Kernel kernel(Loop loop);

  /// The kernels of a routine. Each task asks for the kernel that runs it, from any thread, so that
  /// later tasks may get better code.
  Supplier<RoutineKernel> kernels(Routine routine);
}

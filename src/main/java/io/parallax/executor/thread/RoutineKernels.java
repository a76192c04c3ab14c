package io.parallax.executor.thread;

import io.parallax.kernel.RoutineKernel;

/// The kernels of a routine in one execution: code to begin with, and perhaps better code while the
/// items run. Results are the same, so tasks may go on in the better code, or be begun again.
/// Thread safe.
public interface RoutineKernels {
  /// The best kernel there is now.
  RoutineKernel current();

  /// Whether a better kernel than this one may come.
  default boolean mayBeReplaced(RoutineKernel kernel) {
    return false;
  }

  /// Whether there is a better kernel than this one now. Once true, the answer stays true. Asked
  /// every few milliseconds by the threads that run the kernel.
  default boolean isReplaced(RoutineKernel kernel) {
    return false;
  }
}

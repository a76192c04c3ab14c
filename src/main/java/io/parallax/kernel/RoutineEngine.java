package io.parallax.kernel;

import io.parallax.program.Routine;

/// Turns routines into kernels. Engines differ in speed only: the kernel of a routine produces the
/// same bits, faults and trips in every engine as in the interpreter.
public interface RoutineEngine {
  /// A short name for decisions and logs.
  String name();

  /// A kernel for this routine. Thread safe.
  RoutineKernel kernel(Routine routine);
}

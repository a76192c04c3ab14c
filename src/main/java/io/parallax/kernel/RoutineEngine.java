package io.parallax.kernel;

import io.parallax.program.Routine;

/// Turns routines into kernels. Engines differ in speed only: the kernel of a routine produces the
/// same bits, faults and trips in every engine as in the interpreter.
public interface RoutineEngine {
  /// A short name for decisions and logs.
  String name();

  /// The memory in bytes that a kernel of this routine allocates for each thread that runs the
  /// kernel: one item's local arrays, and what the engine adds. An upper bound.
  default long scratchBytes(Routine routine) {
    return routine.locals().stream().mapToLong(local -> Long.BYTES * local.elementCount()).sum();
  }

  /// A kernel for this routine. Thread safe.
  RoutineKernel kernel(Routine routine);
}

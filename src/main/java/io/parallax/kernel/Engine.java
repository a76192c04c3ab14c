package io.parallax.kernel;

import io.parallax.program.Loop;

/// Turns loops into kernels. Engines differ in speed only: every kernel of a loop leaves the same
/// bits as the interpreter's.
public interface Engine {
  /// A short name for decisions and logs, such as `vector-512`.
  String name();

  /// The memory that a kernel of this loop takes for each thread that runs it, in bytes, where that
  /// is more than the engine keeps for all loops; from above.
  default long scratchBytes(Loop loop) {
    return 0;
  }

  /// A kernel for this loop. Cheap enough to be called for every request; thread safe.
  Kernel kernel(Loop loop);
}

package io.parallax.kernel;

import io.parallax.program.Loop;

/// Turns loops into kernels. Engines differ in speed only: the kernel of a loop produces the same
/// bits in every engine as in the interpreter.
public interface Engine {
  /// A short name for decisions and logs, such as `vector-512`.
  String name();

  /// The memory in bytes that a kernel of this loop allocates for each thread that runs the kernel;
  /// an upper bound. 0 where the memory that the engine keeps for all loops is enough.
  default long scratchBytes(Loop loop) {
    return 0;
  }

  /// A kernel for this loop. The call is cheap enough to be made for every request. Thread safe.
  Kernel kernel(Loop loop);
}

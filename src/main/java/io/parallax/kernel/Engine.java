package io.parallax.kernel;

import io.parallax.program.Loop;

/// Turns loops into kernels. Engines differ in speed only: every kernel of a loop leaves the same
/// bits as the [Interpreter]'s.
public interface Engine {
  /// A short name for decisions and logs, such as `vector-512`.
  String name();

  /// A kernel for this loop. Cheap enough to be called for every request; thread safe.
  Kernel kernel(Loop loop);
}

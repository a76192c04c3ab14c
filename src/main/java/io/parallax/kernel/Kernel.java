package io.parallax.kernel;

import io.parallax.program.Morsel;

/// One loop in executable form. Thread safe: several threads may run different morsels at the same
/// time.
public interface Kernel {
  /// Computes a morsel: stores values, and records in `run` the accumulators of cut rows, the
  /// number of compacted elements and the faults. A kernel finishes whole rows itself: it writes
  /// their reductions to their slots. Never throws because of the data. May stop early once
  /// [LoopRun#isOver].
  void run(LoopRun run, Morsel morsel);
}

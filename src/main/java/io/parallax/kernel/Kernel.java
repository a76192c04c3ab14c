package io.parallax.kernel;

import io.parallax.program.Morsel;

/// One loop in executable form. Thread safe: different morsels run at the same time on different
/// threads.
public interface Kernel {
  /// Computes a morsel: stores values, and leaves in `run` the accumulators of cut rows, the number
  /// of compacted elements and the faults. Whole rows are finished here (their reductions written
  /// to their slots). Never throws for the data it meets. Need not go on once [LoopRun#isOver].
  void run(LoopRun run, Morsel morsel);
}

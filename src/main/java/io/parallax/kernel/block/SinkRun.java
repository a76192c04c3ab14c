package io.parallax.kernel.block;

import io.parallax.kernel.block.loop.Block;

/// One sink of a loop during one run of one morsel.
public interface SinkRun {
  /// Takes a block after its values have been computed. A block may be empty.
  void take(Block block);

  /// Ends the run, after the last block.
  void finish();
}

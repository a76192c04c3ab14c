package io.parallax.kernel.block;

import io.parallax.kernel.block.loop.Block;

/// What a kernel does in turn for every block.
interface BlockStep {
  void run(Block block);
}

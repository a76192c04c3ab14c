package io.parallax.kernel.block;

import io.parallax.kernel.block.loop.Block;

/// One of the steps that a kernel runs for every block, in order.
interface BlockStep {
  void run(Block block);
}

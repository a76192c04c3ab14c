package io.parallax.kernel.block;

import io.parallax.kernel.block.loop.Block;
import io.parallax.kernel.block.loop.BlockLoop;

/// Runs a loop over values of the block.
record Compute(BlockLoop loop, int target, int a, int b, int c) implements BlockStep {
  @Override
  public void run(Block block) {
    loop.run(block, target, a, b, c);
  }
}

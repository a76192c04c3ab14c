package io.parallax.kernel.block;

import io.parallax.kernel.block.loop.Block;

/// Makes the elements of a contiguous slot a value that stays in the slot, for loops that read
/// nothing past the elements of a block.
record LoadInPlace(Load load) implements BlockStep {
  @Override
  public void run(Block block) {
    block.keepIn(
        load.target(), block.run().slot(load.slot()), block.first() * load.width(), load.width());
  }
}

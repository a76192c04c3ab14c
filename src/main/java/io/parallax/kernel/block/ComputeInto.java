package io.parallax.kernel.block;

import io.parallax.kernel.block.loop.Block;
import io.parallax.kernel.block.loop.Memory;
import java.lang.foreign.MemorySegment;

/// A step whose value is stored in a slot. The value is computed in the slot where the block fills
/// grains; otherwise it is computed in the buffer and copied.
///
/// @param width bytes of an element
record ComputeInto(BlockStep step, int target, int slot, int width) implements BlockStep {
  @Override
  public void run(Block block) {
    MemorySegment memory = block.run().slot(slot);
    long at = block.first() * width;
    if (block.fillsGrains()) {
      block.keepIn(target, memory, at, width);
      step.run(block);
      return;
    }
    block.keepInBuffer(target);
    step.run(block);
    long bytes = (long) block.count() * width;
    MemorySegment.copy(Memory.ALL, block.address(target), memory, at, bytes);
  }
}

package io.parallax.kernel.block;

import io.parallax.kernel.block.loop.Block;
import io.parallax.kernel.block.loop.Memory;
import java.lang.foreign.MemorySegment;

/// Makes the elements of a contiguous slot a value. The value stays in the slot where the block
/// fills grains; otherwise it is copied to the buffer.
///
/// @param width bytes of an element
record Load(int target, int slot, int width) implements BlockStep {
  @Override
  public void run(Block block) {
    MemorySegment memory = block.run().slot(slot);
    long at = block.first() * width;
    if (block.fillsGrains()) {
      block.keepIn(target, memory, at, width);
      return;
    }
    block.keepInBuffer(target);
    long bytes = (long) block.count() * width;
    MemorySegment.copy(memory, at, Memory.ALL, block.address(target), bytes);
  }
}

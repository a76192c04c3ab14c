package io.parallax.kernel.block;

import io.parallax.kernel.block.loop.Block;
import io.parallax.kernel.block.loop.Memory;
import io.parallax.type.StorageType;
import java.lang.foreign.MemorySegment;

/// Makes the elements of a contiguous slot that is stored in a narrow type a value: widened, in the
/// buffer.
record WideningLoad(int target, int slot, StorageType storage) implements BlockStep {
  @Override
  public void run(Block block) {
    MemorySegment memory = block.run().slot(slot);
    long bytes = (long) block.count() * storage.byteWidth();
    long from = Memory.address(memory, block.first() * storage.byteWidth(), bytes);
    block.keepInBuffer(target);
    Widening.copy(storage, from, 1, block.address(target), block.count());
  }
}

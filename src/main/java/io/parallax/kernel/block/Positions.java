package io.parallax.kernel.block;

import io.parallax.kernel.block.loop.Block;
import io.parallax.kernel.block.loop.Memory;
import java.lang.foreign.ValueLayout;

/// Makes the positions within rows a value.
record Positions(int target) implements BlockStep {
  @Override
  public void run(Block block) {
    long at = block.address(target);
    for (int row = 0; row < block.rowCount(); row++) {
      fill(at, block.position(), block.rowLength());
      at += (long) block.rowLength() * Long.BYTES;
    }
  }

  private static void fill(long at, long position, int count) {
    for (int i = 0; i < count; i++) {
      Memory.ALL.set(ValueLayout.JAVA_LONG, at + Memory.bytes(i, Long.BYTES), position + i);
    }
  }
}

package io.parallax.kernel.vector;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Makes the positions within the rows a value.
record Positions(int target) implements BlockStep {
  @Override
  public void run(Block block) {
    MemorySegment memory = block.memory(target);
    long at = block.offset(target);
    for (int row = 0; row < block.rowCount(); row++) {
      fill(memory, at, block.position(), block.rowLength());
      at += (long) block.rowLength() * Long.BYTES;
    }
  }

  private static void fill(MemorySegment memory, long at, long position, int count) {
    for (int i = 0; i < count; i++) {
      memory.set(ValueLayout.JAVA_LONG, at + (long) i * Long.BYTES, position + i);
    }
  }
}

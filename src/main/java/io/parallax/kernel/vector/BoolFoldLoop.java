package io.parallax.kernel.vector;

import io.parallax.program.Reduction;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// [Reduction#ANY] and [Reduction#ALL], eight bools at a time, in the first lane.
record BoolFoldLoop(Reduction reduction, boolean masked) implements ReduceLoop {
  private static final ValueLayout.OfLong EIGHT = ValueLayout.JAVA_LONG_UNALIGNED;
  private static final long EIGHT_TRUE = 0x0101_0101_0101_0101L;

  @Override
  public int lanes() {
    return Long.BYTES;
  }

  @Override
  public void run(
      Block block, int value, int mask, int from, int count, MemorySegment state, long at) {
    MemorySegment values = block.memory(value);
    MemorySegment takes = block.memory(mask);
    long any = 0;
    long missing = 0;
    for (int i = from; i < from + count; i += Long.BYTES) {
      long taken = masked ? takes.get(EIGHT, block.offset(mask) + i) : EIGHT_TRUE;
      long word = values.get(EIGHT, block.offset(value) + i);
      any |= word & taken;
      missing |= ~word & taken;
    }
    long before = state.get(ValueLayout.JAVA_LONG, at);
    boolean result =
        reduction == Reduction.ALL ? before != 0 && missing == 0 : before != 0 || any != 0;
    state.set(ValueLayout.JAVA_LONG, at, result ? 1 : 0);
  }
}

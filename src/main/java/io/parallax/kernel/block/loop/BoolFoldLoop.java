package io.parallax.kernel.block.loop;

import io.parallax.program.Reduction;
import java.lang.foreign.ValueLayout;

/// Computes [Reduction#ANY] and [Reduction#ALL] over eight bools at a time, in the first lane.
public record BoolFoldLoop(Reduction reduction, boolean masked) implements ReduceLoop {
  private static final ValueLayout.OfLong EIGHT = ValueLayout.JAVA_LONG_UNALIGNED;
  private static final long EIGHT_TRUE = 0x0101_0101_0101_0101L;

  @Override
  public int lanes() {
    return Long.BYTES;
  }

  @Override
  public boolean run(Block block, int value, int mask, int from, int count, long state) {
    long valuesAt = block.address(value);
    long takesAt = block.address(mask);
    long any = 0;
    long missing = 0;
    for (int i = from; i < from + count; i += Long.BYTES) {
      long taken =
          masked ? Memory.ALL.get(EIGHT, takesAt + Memory.bytes(i, Byte.BYTES)) : EIGHT_TRUE;
      long word = Memory.ALL.get(EIGHT, valuesAt + Memory.bytes(i, Byte.BYTES));
      any |= word & taken;
      missing |= ~word & taken;
    }
    long before = Memory.ALL.get(ValueLayout.JAVA_LONG, state);
    boolean result =
        reduction == Reduction.ALL ? before != 0 && missing == 0 : before != 0 || any != 0;
    Memory.ALL.set(ValueLayout.JAVA_LONG, state, result ? 1 : 0);
    return true;
  }
}

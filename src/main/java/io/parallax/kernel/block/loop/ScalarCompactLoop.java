package io.parallax.kernel.block.loop;

import io.parallax.type.DataType;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;

/// A template: compaction without a branch. Every element is written; the write position moves on
/// only after an element that is kept.
public final class ScalarCompactLoop implements CompactLoop {
  private static final DataType TYPE =
      ofWidth(Templates.parameters(MethodHandles.lookup(), Integer.class));

  @Override
  public int run(Block block, int value, int mask, long target) {
    long valuesAt = block.address(value);
    long keepsAt = block.address(mask);
    int count = block.count();
    int kept = 0;
    for (int i = 0; i < count; i++) {
      Bits.write(TYPE, target, kept, Bits.read(TYPE, valuesAt, i));
      kept += Memory.ALL.get(ValueLayout.JAVA_BYTE, keepsAt + Memory.bytes(i, Byte.BYTES));
    }
    return kept;
  }

  private static DataType ofWidth(int width) {
    return switch (width) {
      case Byte.BYTES -> DataType.BOOL;
      case Integer.BYTES -> DataType.INT32;
      default -> DataType.INT64;
    };
  }
}

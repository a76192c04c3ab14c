package io.parallax.kernel.vector;

import io.parallax.type.DataType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;

/// A template: compaction that writes every element and moves on after those that are kept, without
/// a branch.
final class ScalarCompactLoop implements CompactLoop {
  private static final DataType TYPE =
      ofWidth(Templates.parameters(MethodHandles.lookup(), Integer.class));

  @Override
  public int run(Block block, int value, int mask, MemorySegment target, long at) {
    MemorySegment values = block.memory(value);
    long valuesAt = block.offset(value);
    MemorySegment keeps = block.memory(mask);
    long keepsAt = block.offset(mask);
    int count = block.count();
    int kept = 0;
    for (int i = 0; i < count; i++) {
      Bits.write(target, TYPE, at, kept, Bits.read(values, TYPE, valuesAt, i));
      kept += keeps.get(ValueLayout.JAVA_BYTE, keepsAt + i);
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

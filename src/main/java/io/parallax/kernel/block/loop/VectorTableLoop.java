package io.parallax.kernel.block.loop;

import io.parallax.program.Table;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/// Lookups in a table that is small (see [SmallTable]), a vector at a time. As in [TableLoop], the
/// table is not a constant of the class.
public final class VectorTableLoop implements BlockLoop {
  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;

  private final long[] longs;
  private final int[] ints;

  public VectorTableLoop(Table table) {
    longs = TableLoop.longs(table, 2 * LONGS.length());
    ints = TableLoop.ints(table, 2 * INTS.length());
  }

  @Override
  public void run(Block block, int target, int a, int b, int c) {
    if (ints.length == 0) {
      takeLongs(block.address(a), block.address(target), block.paddedCount());
    } else {
      takeInts(block.address(a), block.address(target), block.paddedCount());
    }
  }

  private void takeLongs(long from, long to, int count) {
    LongVector low = LongVector.fromArray(LONGS, longs, 0);
    LongVector high = LongVector.fromArray(LONGS, longs, LONGS.length());
    for (int i = 0; i < count; i += LONGS.length()) {
      long skipped = Memory.bytes(i, Long.BYTES);
      LongVector.fromMemorySegment(LONGS, Memory.ALL, from + skipped, Species.ORDER)
          .selectFrom(low, high)
          .intoMemorySegment(Memory.ALL, to + skipped, Species.ORDER);
    }
  }

  private void takeInts(long from, long to, int count) {
    IntVector low = IntVector.fromArray(INTS, ints, 0);
    IntVector high = IntVector.fromArray(INTS, ints, INTS.length());
    for (int i = 0; i < count; i += INTS.length()) {
      long skipped = Memory.bytes(i, Integer.BYTES);
      IntVector.fromMemorySegment(INTS, Memory.ALL, from + skipped, Species.ORDER)
          .selectFrom(low, high)
          .intoMemorySegment(Memory.ALL, to + skipped, Species.ORDER);
    }
  }
}

package io.parallax.kernel.vector;

import io.parallax.program.Table;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Lookups in a table, element by element. The table is no constant of the class, so that one
/// compilation serves all tables.
final class TableLoop implements BlockLoop {
  private final long[] longs;
  private final int[] ints;

  TableLoop(Table table) {
    boolean isLong = table.type().byteWidth() == Long.BYTES;
    longs = new long[isLong ? table.size() : 0];
    ints = new int[isLong ? 0 : table.size()];
    for (int at = 0; at < table.size(); at++) {
      if (isLong) {
        longs[at] = table.bitsAt(at);
      } else {
        ints[at] = (int) table.bitsAt(at);
      }
    }
  }

  @Override
  public void run(Block block, int target, int a, int b, int c) {
    MemorySegment indices = block.memory(a);
    MemorySegment result = block.memory(target);
    if (ints.length == 0) {
      takeLongs(indices, block.offset(a), result, block.offset(target), block.count());
    } else {
      takeInts(indices, block.offset(a), result, block.offset(target), block.count());
    }
  }

  private void takeLongs(MemorySegment indices, long from, MemorySegment result, long to, int n) {
    long[] table = longs;
    for (int i = 0; i < n; i++) {
      long skipped = (long) i * Long.BYTES;
      int index = (int) indices.get(ValueLayout.JAVA_LONG, from + skipped) & (table.length - 1);
      result.set(ValueLayout.JAVA_LONG, to + skipped, table[index]);
    }
  }

  private void takeInts(MemorySegment indices, long from, MemorySegment result, long to, int n) {
    int[] table = ints;
    for (int i = 0; i < n; i++) {
      long skipped = (long) i * Integer.BYTES;
      int index = indices.get(ValueLayout.JAVA_INT, from + skipped) & (table.length - 1);
      result.set(ValueLayout.JAVA_INT, to + skipped, table[index]);
    }
  }
}

package io.parallax.kernel.vector;

import io.parallax.program.Table;
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
    if (ints.length == 0) {
      takeLongs(block.address(a), block.address(target), block.count());
    } else {
      takeInts(block.address(a), block.address(target), block.count());
    }
  }

  private void takeLongs(long from, long to, int count) {
    long[] table = longs;
    for (int i = 0; i < count; i++) {
      long skipped = Memory.bytes(i, Long.BYTES);
      int index = (int) Memory.ALL.get(ValueLayout.JAVA_LONG, from + skipped) & (table.length - 1);
      Memory.ALL.set(ValueLayout.JAVA_LONG, to + skipped, table[index]);
    }
  }

  private void takeInts(long from, long to, int count) {
    int[] table = ints;
    for (int i = 0; i < count; i++) {
      long skipped = Memory.bytes(i, Integer.BYTES);
      int index = Memory.ALL.get(ValueLayout.JAVA_INT, from + skipped) & (table.length - 1);
      Memory.ALL.set(ValueLayout.JAVA_INT, to + skipped, table[index]);
    }
  }
}

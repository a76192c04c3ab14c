package io.parallax.kernel.block.loop;

import io.parallax.program.Table;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/// Lookups in a table, element by element. The table is no constant of the class, so that one
/// compilation serves all tables.
public final class TableLoop implements BlockLoop {
  private final long[] longs;
  private final int[] ints;

  public TableLoop(Table table) {
    longs = longs(table, table.size());
    ints = ints(table, table.size());
  }

  /// So many elements, the first ones again behind the last; none of a table of 4 bytes each.
  public static long[] longs(Table table, int count) {
    long[] elements = new long[table.type().byteWidth() == Long.BYTES ? count : 0];
    Arrays.setAll(elements, table::bitsAt);
    return elements;
  }

  /// So many elements, the first ones again behind the last; none of a table of 8 bytes each.
  public static int[] ints(Table table, int count) {
    int[] elements = new int[table.type().byteWidth() == Integer.BYTES ? count : 0];
    Arrays.setAll(elements, at -> (int) table.bitsAt(at));
    return elements;
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

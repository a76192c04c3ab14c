package io.parallax.kernel.block.loop;

import io.parallax.program.Table;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/// Lookups in a table, element by element. The table is a field of the object, not a constant of
/// the class, so that one compilation serves all tables.
public final class TableLoop implements BlockLoop {
  private final long[] longs;
  private final int[] ints;

  public TableLoop(Table table) {
    longs = longs(table, table.size());
    ints = ints(table, table.size());
  }

  /// The first `count` elements of a table of 8-byte elements, as bits. Where `count` exceeds the
  /// table's size, the table starts over. Empty for a table of 4-byte elements.
  public static long[] longs(Table table, int count) {
    long[] elements = new long[table.type().byteWidth() == Long.BYTES ? count : 0];
    Arrays.setAll(elements, table::bitsAt);
    return elements;
  }

  /// The first `count` elements of a table of 4-byte elements, as bits. Where `count` exceeds the
  /// table's size, the table starts over. Empty for a table of 8-byte elements.
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

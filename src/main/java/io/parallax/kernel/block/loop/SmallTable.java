package io.parallax.kernel.block.loop;

import io.parallax.program.Table;

/// Tables that two vectors have room for: a lookup permutes their lanes.
///
/// Of an index the permutation takes as many of the lowest bits as it needs to name a lane of the
/// two. A table with fewer elements is repeated, so that the rest of those bits does not matter.
public final class SmallTable {
  /// Vectors of that many bits are permuted in one instruction. With others it takes several, and a
  /// table in memory serves as well.
  private static final int NEEDED_BITS = 512;

  private SmallTable() {}

  public static boolean isSmall(Table table) {
    return Species.BITS == NEEDED_BITS
        && table.size() <= 2 * Species.of(table.indexType()).length();
  }
}

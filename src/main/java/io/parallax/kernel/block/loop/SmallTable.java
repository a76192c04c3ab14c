package io.parallax.kernel.block.loop;

import io.parallax.program.Table;

/// Decides which tables fit in two vectors. A lookup in such a table permutes the lanes of the two
/// vectors.
///
/// The permutation reads only the lowest bits of an index: as many as are needed to number the
/// lanes of the two vectors. A table with fewer elements is repeated, so that the excess bits do
/// not matter.
public final class SmallTable {
  /// The vector size that is permuted in one instruction. Vectors of other sizes take several
  /// instructions, and then a table in memory is as good.
  private static final int NEEDED_BITS = 512;

  private SmallTable() {}

  public static boolean isSmall(Table table) {
    return Species.BITS == NEEDED_BITS
        && table.size() <= 2 * Species.of(table.indexType()).length();
  }
}

package io.parallax.kernel.block;

import io.parallax.kernel.Accumulator;
import io.parallax.kernel.block.loop.Block;

/// The reduction of one row after the other, block by block.
sealed interface RowReduction
    permits FoldRow, SumRow, ProductRow, CheckedSumRow, CheckedProductRow {
  /// Starts a row.
  void start();

  /// Takes the part of the row that is in a block.
  ///
  /// @param from the first element of the part in the block; the part has [Block#rowLength]
  ///   elements
  void update(Block block, int from);

  /// The reduction of the row.
  ///
  /// @param count the number of elements that took part
  /// @return an accumulator that is valid until the next row is started
  Accumulator finished(long count);
}

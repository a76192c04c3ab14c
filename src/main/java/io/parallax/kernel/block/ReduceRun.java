package io.parallax.kernel.block;

import io.parallax.kernel.LoopRun;
import io.parallax.kernel.block.loop.Block;
import io.parallax.kernel.block.loop.Bools;
import io.parallax.program.Morsel;

/// Reduces the rows of a morsel, one after the other.
final class ReduceRun implements SinkRun {
  private final PlannedSink.Reduce reduce;
  private final RowReduction row;
  private final LoopRun run;
  private final Morsel morsel;
  private long count;

  ReduceRun(PlannedSink.Reduce reduce, RowReduction row, LoopRun run, Morsel morsel) {
    this.reduce = reduce;
    this.row = row;
    this.run = run;
    this.morsel = morsel;
  }

  @Override
  public void take(Block block) {
    for (int at = 0; at < block.rowCount(); at++) {
      take(block, at);
    }
  }

  /// Takes one of the rows of a block.
  void take(Block block, int at) {
    int length = block.rowLength();
    int from = at * length;
    if (block.startsRow()) {
      row.start();
      count = 0;
    }
    row.update(block, from);
    count += reduce.masked() ? Bools.count(block.address(reduce.mask()) + from, length) : length;
    if (block.endsRow()) {
      run.accumulated(reduce.index(), morsel.index(), block.row() + at, row.finished(count));
    }
  }

  @Override
  public void finish() {}
}

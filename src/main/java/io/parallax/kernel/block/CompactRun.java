package io.parallax.kernel.block;

import io.parallax.kernel.LoopRun;
import io.parallax.kernel.block.loop.Block;
import io.parallax.kernel.block.loop.Bools;
import io.parallax.kernel.block.loop.Memory;
import io.parallax.program.Morsel;

/// Compacts the blocks of a morsel to the front of the morsel's part of the columns.
///
/// A [CompactLoop] may overwrite as many elements as the block has. It never writes past the
/// morsel's part, because the elements kept so far are never more than the elements taken so far.
final class CompactRun implements SinkRun {
  private final PlannedSink.Compact compact;
  private final LoopRun run;
  private final Morsel morsel;
  private int kept;

  CompactRun(PlannedSink.Compact compact, LoopRun run, Morsel morsel) {
    this.compact = compact;
    this.run = run;
    this.morsel = morsel;
  }

  @Override
  public void take(Block block) {
    int mask = compact.mask();
    for (PlannedSink.Column column : compact.columns()) {
      long at = (morsel.from() + kept) * column.width();
      long bytes = (long) block.count() * column.width();
      long target = Memory.address(run.slot(column.slot()), at, bytes);
      column.loop().run(block, column.value(), mask, target);
    }
    kept += (int) Bools.count(block.address(mask), block.count());
  }

  @Override
  public void finish() {
    run.compacted(morsel.index(), kept);
  }
}

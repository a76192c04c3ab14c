package io.parallax.kernel.block;

import io.parallax.kernel.Accumulator;
import io.parallax.kernel.LoopRun;
import io.parallax.kernel.block.loop.Block;
import io.parallax.kernel.block.loop.Bools;
import io.parallax.program.Morsel;
import io.parallax.program.Reduction;
import io.parallax.type.DataType;
import java.lang.foreign.MemorySegment;

/// Finds the position of the first least or greatest element of each row.
///
/// The result does not depend on the order in which elements are compared. So the extreme value of
/// a block is computed first, as for [Reduction#MINIMUM]. The block is searched for the position of
/// this value only where the value beats the row's best value so far. The longer the row, the rarer
/// is the search.
final class ArgumentRun implements SinkRun {
  private final PlannedSink.Reduce reduce;
  private final LoopRun run;
  private final Morsel morsel;
  private final FoldRow extreme;
  private final Accumulator best;

  ArgumentRun(PlannedSink.Reduce reduce, LoopRun run, Morsel morsel, MemorySegment state) {
    this.reduce = reduce;
    this.run = run;
    this.morsel = morsel;
    extreme = new FoldRow(reduce, state);
    best = new Accumulator(reduce.reduction(), reduce.type());
  }

  @Override
  public void take(Block block) {
    for (int row = 0; row < block.rowCount(); row++) {
      if (block.startsRow()) {
        best.reset();
      }
      search(block, row * block.rowLength());
      if (block.endsRow()) {
        run.accumulated(reduce.index(), morsel.index(), block.row() + row, best);
      }
    }
  }

  @Override
  public void finish() {}

  private void search(Block block, int from) {
    int length = block.rowLength();
    long taken =
        reduce.masked() ? Bools.count(block.address(reduce.mask()) + from, length) : length;
    extreme.start();
    extreme.update(block, from);
    Accumulator found = extreme.finished(taken);
    long seen = best.count();
    if (taken > 0 && (seen == 0 || beats(found.first()))) {
      int at = from;
      while (!reduce.takesPart(block, at) || !isSame(reduce.bits(block, at), found.first())) {
        at++;
      }
      best.set(reduce.bits(block, at), block.position() + at - from, 0, seen);
    }
    best.set(best.first(), best.second(), 0, seen + taken);
  }

  private boolean beats(long bits) {
    boolean least = reduce.reduction() == Reduction.ARG_MINIMUM;
    if (reduce.type() != DataType.FLOAT64) {
      return least ? bits < best.first() : bits > best.first();
    }
    double challenger = Double.longBitsToDouble(bits);
    double holder = Double.longBitsToDouble(best.first());
    if (Double.isNaN(holder)) {
      return false;
    }
    return Double.isNaN(challenger) || (least ? challenger < holder : challenger > holder);
  }

  private boolean isSame(long element, long wanted) {
    if (reduce.type() != DataType.FLOAT64) {
      return element == wanted;
    }
    double value = Double.longBitsToDouble(element);
    double sought = Double.longBitsToDouble(wanted);
    return value == sought || (Double.isNaN(value) && Double.isNaN(sought));
  }
}

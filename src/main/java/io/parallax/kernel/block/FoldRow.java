package io.parallax.kernel.block;

import io.parallax.kernel.Accumulator;
import io.parallax.kernel.block.loop.Block;
import io.parallax.kernel.block.loop.Memory;
import io.parallax.kernel.block.loop.ReduceLoop;
import io.parallax.type.DataType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/// A reduction of one value, whose order does not matter: an extreme, a wrapping sum or product,
/// ANY, ALL.
///
/// A [ReduceLoop] takes elements in sets, one element for each of its lanes, and keeps the lanes in
/// the state from block to block. The elements left at the end of a row, and rows shorter than a
/// set, are taken element by element.
final class FoldRow implements RowReduction {
  /// The shortest row for which a loop pays, because its lanes have to be cleared and merged.
  private static final int LEAST_FOR_LOOP = 16;

  private final PlannedSink.Reduce reduce;
  private final MemorySegment state;
  private final long stateAddress;
  private final Accumulator accumulator;
  private final @Nullable ReduceLoop loop;
  private final int lanes;
  private final long identity;
  private boolean holdsLanes;

  FoldRow(PlannedSink.Reduce reduce, MemorySegment state) {
    this.reduce = reduce;
    this.state = state;
    stateAddress = Memory.address(state.address());
    accumulator = new Accumulator(reduce.basis(), reduce.type());
    loop = reduce.loop().orElse(null);
    lanes = loop == null ? 0 : loop.lanes();
    identity = Accumulator.identity(reduce.basis(), reduce.type() == DataType.FLOAT64);
  }

  @Override
  public void start() {
    accumulator.reset();
    holdsLanes = false;
  }

  @Override
  public void update(Block block, int from) {
    int length = block.rowLength();
    int inSets = 0;
    if (loop != null && length >= lanes && (holdsLanes || length >= LEAST_FOR_LOOP)) {
      clearLanes();
      inSets = length - length % lanes;
      loop.run(block, reduce.value(), reduce.mask(), from, inSets, stateAddress);
    }
    for (int at = from + inSets; at < from + length; at++) {
      if (reduce.takesPart(block, at)) {
        accumulator.update(reduce.bits(block, at), 0);
      }
    }
  }

  private void clearLanes() {
    if (!holdsLanes) {
      for (int lane = 0; lane < lanes; lane++) {
        state.setAtIndex(ValueLayout.JAVA_LONG, lane, identity);
      }
      holdsLanes = true;
    }
  }

  /// The lanes and the single elements. A lane that has taken no element holds the identity, which
  /// changes nothing.
  @Override
  public Accumulator finished(long count) {
    if (holdsLanes) {
      for (int lane = 0; lane < lanes; lane++) {
        accumulator.update(state.getAtIndex(ValueLayout.JAVA_LONG, lane), 0);
      }
    }
    accumulator.set(accumulator.first(), 0, 0, count);
    return accumulator;
  }
}

package io.parallax.kernel.block;

import io.parallax.kernel.Accumulator;
import io.parallax.kernel.Lanes;
import io.parallax.kernel.block.loop.Block;
import io.parallax.kernel.block.loop.Memory;
import io.parallax.kernel.block.loop.ReduceLoop;
import io.parallax.program.Reduction;
import io.parallax.type.DataType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/// The product of float64, in the eight accumulators that [Reduction] defines.
///
/// A [ReduceLoop] takes eight elements at a time into its lanes. The elements left at the end of a
/// row, and short rows, are taken element by element into [Lanes], after the elements in the lanes.
final class ProductRow implements RowReduction {
  /// The shortest row for which a loop pays, because its lanes have to be cleared and merged.
  private static final int LEAST_FOR_LOOP = 16;

  private static final int LANES = ReduceLoop.ACCUMULATORS;

  private final PlannedSink.Reduce reduce;
  private final MemorySegment state;
  private final long stateAddress;
  private final @Nullable ReduceLoop loop;
  private Lanes lanes = lanes();
  private boolean holdsLanes;

  ProductRow(PlannedSink.Reduce reduce, MemorySegment state) {
    this.reduce = reduce;
    this.state = state;
    stateAddress = Memory.address(state.address());
    loop = reduce.loop().orElse(null);
  }

  private static Lanes lanes() {
    return new Lanes(Reduction.PRODUCT, DataType.FLOAT64);
  }

  @Override
  public void start() {
    lanes = lanes();
    holdsLanes = false;
  }

  @Override
  public void update(Block block, int from) {
    int length = block.rowLength();
    int inSets = 0;
    if (loop != null && (holdsLanes ? length >= LANES : length >= LEAST_FOR_LOOP)) {
      clearLanes();
      inSets = length - length % LANES;
      loop.run(block, reduce.value(), reduce.mask(), from, inSets, stateAddress);
    }
    if (inSets < length) {
      takeOverLanes();
      for (int at = inSets; at < length; at++) {
        if (reduce.takesPart(block, from + at)) {
          lanes.update(at, reduce.bits(block, from + at), 0);
        }
      }
    }
  }

  private void clearLanes() {
    if (!holdsLanes) {
      for (int lane = 0; lane < LANES; lane++) {
        state.setAtIndex(ValueLayout.JAVA_DOUBLE, lane, 1);
        state.setAtIndex(ValueLayout.JAVA_DOUBLE, LANES + lane, 0);
        state.setAtIndex(ValueLayout.JAVA_LONG, 2 * LANES + lane, 0);
      }
      holdsLanes = true;
    }
  }

  /// Moves the products of the loop's lanes to the accumulators. Only the last block of a row has
  /// elements that do not fill the lanes.
  private void takeOverLanes() {
    if (!holdsLanes) {
      return;
    }
    holdsLanes = false;
    for (int lane = 0; lane < LANES; lane++) {
      lanes.set(lane, held(lane), held(LANES + lane), held(2 * LANES + lane));
    }
  }

  private long held(int index) {
    return state.getAtIndex(ValueLayout.JAVA_LONG, index);
  }

  @Override
  public Accumulator finished(long count) {
    takeOverLanes();
    Accumulator product = lanes.merged();
    product.set(product.first(), product.second(), product.third(), count);
    return product;
  }
}

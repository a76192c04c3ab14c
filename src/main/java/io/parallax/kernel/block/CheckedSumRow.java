package io.parallax.kernel.block;

import io.parallax.kernel.Accumulator;
import io.parallax.kernel.block.loop.Block;
import io.parallax.kernel.block.loop.Memory;
import io.parallax.kernel.block.loop.ReduceLoop;
import io.parallax.program.Reduction;
import io.parallax.type.DataType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/// The exact sum of int64, in 128 bits. Long rows are summed in the lanes of a [ReduceLoop] as long
/// as no lane overflows; all else is added element by element.
final class CheckedSumRow implements RowReduction {
  /// The shortest part of a row for which a loop pays, because its lanes have to be merged.
  private static final int LEAST_FOR_LOOP = 32;

  private final PlannedSink.Reduce reduce;
  private final MemorySegment state;
  private final long stateAddress;
  private final Accumulator sum;
  private final Accumulator result;
  private final @Nullable ReduceLoop loop;
  private final int lanes;
  private boolean holdsLanes;

  CheckedSumRow(PlannedSink.Reduce reduce, MemorySegment state) {
    this.reduce = reduce;
    this.state = state;
    stateAddress = Memory.address(state.address());
    sum = new Accumulator(Reduction.CHECKED_SUM, DataType.INT64);
    result = new Accumulator(reduce.reduction(), DataType.INT64);
    loop = reduce.loop().orElse(null);
    lanes = loop == null ? 0 : loop.lanes();
  }

  @Override
  public void start() {
    sum.reset();
    holdsLanes = false;
  }

  @Override
  public void update(Block block, int from) {
    int length = block.rowLength();
    int inSets = 0;
    if (loop != null && length >= LEAST_FOR_LOOP) {
      if (!holdsLanes) {
        state.fill((byte) 0);
        holdsLanes = true;
      }
      inSets = length - length % lanes;
      if (!loop.run(block, reduce.value(), reduce.mask(), from, inSets, stateAddress)) {
        inSets = 0;
      }
    }
    for (int at = from + inSets; at < from + length; at++) {
      if (reduce.takesPart(block, at)) {
        sum.update(reduce.bits(block, at), 0);
      }
    }
  }

  @Override
  public Accumulator finished(long count) {
    if (holdsLanes) {
      for (int lane = 0; lane < lanes; lane++) {
        sum.update(state.getAtIndex(ValueLayout.JAVA_LONG, lane), 0);
      }
    }
    result.set(sum.first(), sum.second(), 0, count);
    return result;
  }
}

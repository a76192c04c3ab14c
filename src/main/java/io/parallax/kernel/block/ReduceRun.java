package io.parallax.kernel.block;

import io.parallax.kernel.Accumulator;
import io.parallax.kernel.LoopRun;
import io.parallax.kernel.block.loop.Bits;
import io.parallax.kernel.block.loop.Block;
import io.parallax.kernel.block.loop.Bools;
import io.parallax.kernel.block.loop.Memory;
import io.parallax.kernel.block.loop.ReduceLoop;
import io.parallax.program.Morsel;
import io.parallax.type.DataType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/// Reduces the rows of a morsel, one after the other.
///
/// A [ReduceLoop] takes elements in sets, one element for each of its lanes, and keeps the lanes in
/// the state from block to block. The elements left at the end of a row, and rows shorter than a
/// set, are taken element by element into [Accumulator]s, after the elements in the lanes.
final class ReduceRun implements SinkRun {
  /// The shortest row for which a loop pays, because its lanes have to be cleared and merged.
  private static final int LEAST_FOR_LOOP = 16;

  private final PlannedSink.Reduce reduce;
  private final LoopRun run;
  private final Morsel morsel;
  private final MemorySegment state;
  private final long stateAddress;
  private final Accumulator[] accumulators = new Accumulator[ReduceLoop.ACCUMULATORS];
  private final @Nullable ReduceLoop loop;
  private final int lanes;
  private final long identity;
  private boolean holdsLanes;
  private long count;

  ReduceRun(PlannedSink.Reduce reduce, LoopRun run, Morsel morsel, MemorySegment state) {
    this.reduce = reduce;
    this.run = run;
    this.morsel = morsel;
    this.state = state;
    stateAddress = Memory.address(state.address());
    for (int lane = 0; lane < ReduceLoop.ACCUMULATORS; lane++) {
      accumulators[lane] = new Accumulator(reduce.basis(), reduce.type());
    }
    long length = run.morsels().inner();
    loop = reduce.loop().filter(it -> length >= Math.max(LEAST_FOR_LOOP, it.lanes())).orElse(null);
    lanes = loop == null ? 0 : loop.lanes();
    identity = Accumulator.identity(reduce.basis(), reduce.type() == DataType.FLOAT64);
  }

  @Override
  public void take(Block block) {
    for (int row = 0; row < block.rowCount(); row++) {
      if (block.startsRow()) {
        start();
      }
      update(block, row * block.rowLength());
      if (block.endsRow()) {
        run.accumulated(reduce.index(), morsel.index(), block.row() + row, finished());
      }
    }
  }

  @Override
  public void finish() {}

  /// The reduction of one row's elements in this block alone.
  Accumulator reduce(Block block, int from) {
    start();
    update(block, from);
    return finished();
  }

  boolean takesPart(Block block, int element) {
    int mask = reduce.mask();
    return !reduce.masked()
        || Memory.ALL.get(ValueLayout.JAVA_BYTE, block.address(mask) + element) != 0;
  }

  private void start() {
    count = 0;
    for (Accumulator accumulator : accumulators) {
      accumulator.reset();
    }
    for (int lane = 0; lane < lanes; lane++) {
      state.setAtIndex(ValueLayout.JAVA_LONG, lane, identity);
      state.setAtIndex(ValueLayout.JAVA_LONG, lanes + lane, 0);
    }
    holdsLanes = lanes > 0;
  }

  private void update(Block block, int from) {
    int length = block.rowLength();
    int inSets = 0;
    if (loop != null && length >= lanes) {
      inSets = length - length % lanes;
      loop.run(block, reduce.value(), reduce.mask(), from, inSets, stateAddress);
    }
    if (inSets < length) {
      updateRest(block, from, inSets);
    }
    count += reduce.masked() ? Bools.count(block.address(reduce.mask()) + from, length) : length;
  }

  /// Takes the last elements of a row. Only the last block of a row has such elements, because the
  /// blocks before it are made of whole sets.
  private void updateRest(Block block, int from, int done) {
    takeOverLanes();
    int value = reduce.value();
    for (int i = done; i < block.rowLength(); i++) {
      if (takesPart(block, from + i)) {
        long bits = Bits.read(reduce.type(), block.address(value), from + i);
        accumulators[i % ReduceLoop.ACCUMULATORS].update(bits, 0);
      }
    }
  }

  /// Moves the values of the lanes to the accumulators. A lane that has taken no element holds the
  /// identity, which changes nothing when merged.
  private void takeOverLanes() {
    if (!holdsLanes) {
      return;
    }
    holdsLanes = false;
    for (int lane = 0; lane < ReduceLoop.ACCUMULATORS; lane++) {
      accumulators[lane].set(held(lane), held(lanes + lane), 1);
      for (int more = lane + ReduceLoop.ACCUMULATORS;
          more < lanes;
          more += ReduceLoop.ACCUMULATORS) {
        accumulators[lane].update(held(more), 0);
      }
    }
  }

  private long held(int index) {
    return state.getAtIndex(ValueLayout.JAVA_LONG, index);
  }

  /// The accumulators, merged in the order that [io.parallax.program.Reduction] defines.
  private Accumulator finished() {
    takeOverLanes();
    for (int half = ReduceLoop.ACCUMULATORS / 2; half > 0; half /= 2) {
      for (int lane = 0; lane < half; lane++) {
        accumulators[lane].merge(accumulators[lane + half]);
      }
    }
    Accumulator result = accumulators[0];
    result.set(result.first(), result.second(), count);
    return result;
  }
}

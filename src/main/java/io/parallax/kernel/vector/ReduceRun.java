package io.parallax.kernel.vector;

import io.parallax.kernel.Accumulator;
import io.parallax.kernel.LoopRun;
import io.parallax.program.Morsel;
import io.parallax.type.DataType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/// Reduces the rows of a morsel, one after the other.
///
/// The accumulators are lanes of the state, which lasts from block to block. A [ReduceLoop] takes
/// whole sets of lanes; what is left of a row's part, and rows shorter than a set, go element by
/// element through [Accumulator].
final class ReduceRun implements SinkRun {
  /// As [io.parallax.program.Reduction] has them.
  static final int ACCUMULATORS = 8;

  private final PlannedSink.Reduce reduce;
  private final LoopRun run;
  private final Morsel morsel;
  private final MemorySegment state;
  private final Accumulator[] accumulators = new Accumulator[ACCUMULATORS];
  private final Optional<ReduceLoop> loop;
  private final int lanes;
  private long count;

  ReduceRun(PlannedSink.Reduce reduce, LoopRun run, Morsel morsel, MemorySegment state) {
    this.reduce = reduce;
    this.run = run;
    this.morsel = morsel;
    this.state = state;
    for (int i = 0; i < ACCUMULATORS; i++) {
      accumulators[i] = new Accumulator(reduce.basis(), reduce.type());
    }
    loop = reduce.loop().filter(it -> run.loop().inner() >= it.lanes());
    lanes = loop.map(ReduceLoop::lanes).orElse(ACCUMULATORS);
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

  /// The reduction of one row's part in the block by itself.
  Accumulator reduce(Block block, int from) {
    start();
    update(block, from);
    return finished();
  }

  private void start() {
    boolean floating = reduce.type() == DataType.FLOAT64;
    long identity = Accumulator.identity(reduce.basis(), floating);
    for (int lane = 0; lane < lanes; lane++) {
      keep(lane, identity, 0);
    }
    count = 0;
  }

  private void update(Block block, int from) {
    int length = block.rowLength();
    int mask = reduce.mask();
    int value = reduce.value();
    int vectored = 0;
    if (loop.isPresent() && length >= lanes) {
      vectored = length - length % lanes;
      loop.get().run(block, value, mask, from, vectored, state, 0);
    }
    for (int i = vectored; i < length; i++) {
      if (takesPart(block, from + i)) {
        update(
            i % ACCUMULATORS,
            Bits.read(block.memory(value), reduce.type(), block.offset(value), from + i));
      }
    }
    count +=
        reduce.masked()
            ? Bools.count(block.memory(mask), block.offset(mask) + from, length)
            : length;
  }

  boolean takesPart(Block block, int element) {
    int mask = reduce.mask();
    return !reduce.masked()
        || block.memory(mask).get(ValueLayout.JAVA_BYTE, block.offset(mask) + element) != 0;
  }

  private void update(int lane, long bits) {
    Accumulator accumulator = accumulators[0];
    accumulator.set(first(lane), second(lane), 1);
    accumulator.update(bits, 0);
    keep(lane, accumulator.first(), accumulator.second());
  }

  /// The lanes merged as [io.parallax.program.Reduction] says. An accumulator that has seen nothing
  /// holds the identity, which merges without effect.
  private Accumulator finished() {
    for (int lane = 0; lane < ACCUMULATORS; lane++) {
      accumulators[lane].set(first(lane), second(lane), 1);
      for (int more = lane + ACCUMULATORS; more < lanes; more += ACCUMULATORS) {
        accumulators[lane].update(first(more), 0);
      }
    }
    for (int half = ACCUMULATORS / 2; half > 0; half /= 2) {
      for (int lane = 0; lane < half; lane++) {
        accumulators[lane].merge(accumulators[lane + half]);
      }
    }
    Accumulator result = accumulators[0];
    result.set(result.first(), result.second(), count);
    return result;
  }

  private long first(int lane) {
    return state.get(ValueLayout.JAVA_LONG, (long) lane * Long.BYTES);
  }

  private long second(int lane) {
    return state.get(ValueLayout.JAVA_LONG, (long) (lanes + lane) * Long.BYTES);
  }

  private void keep(int lane, long first, long second) {
    state.set(ValueLayout.JAVA_LONG, (long) lane * Long.BYTES, first);
    state.set(ValueLayout.JAVA_LONG, (long) (lanes + lane) * Long.BYTES, second);
  }
}

package io.parallax.kernel.block;

import io.parallax.kernel.LoopRun;
import io.parallax.kernel.block.loop.Block;
import io.parallax.kernel.block.loop.CompactLoop;
import io.parallax.kernel.block.loop.ReduceLoop;
import io.parallax.program.Morsel;
import io.parallax.program.Reduction;
import io.parallax.type.DataType;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/// A sink of a loop with the loops it uses. Immutable; [#start] makes the state for one morsel.
sealed interface PlannedSink {
  /// The most bytes of scratch memory that any sink needs.
  int MOST_SCRATCH_BYTES = 2 * Long.BYTES * Block.GRAIN;

  /// Bytes of scratch memory, a multiple of the cache line.
  long scratchBytes();

  /// Begins a run over a morsel.
  ///
  /// @param scratch a segment of [#scratchBytes]
  SinkRun start(LoopRun run, Morsel morsel, MemorySegment scratch);

  /// Copies a value that is not computed in its slot.
  ///
  /// @param width bytes of an element
  record Store(int value, int slot, int width) implements PlannedSink {
    @Override
    public long scratchBytes() {
      return 0;
    }

    @Override
    public SinkRun start(LoopRun run, Morsel morsel, MemorySegment scratch) {
      return new StoreRun(this, run);
    }
  }

  /// Reduces rows.
  ///
  /// @param index of the sink in its loop
  /// @param mask the value that says which elements take part; meaningful only if `masked`
  /// @param type of the values
  /// @param loop computes the basis ([#basisOf]) of stretches whose length is a multiple of its
  ///   lanes
  record Reduce(
      int index,
      Reduction reduction,
      int value,
      int mask,
      boolean masked,
      DataType type,
      Optional<ReduceLoop> loop)
      implements PlannedSink {
    /// The reduction that is run over the values: for an ARG reduction, the reduction to the
    /// extreme value; otherwise the reduction itself.
    static Reduction basisOf(Reduction reduction) {
      return switch (reduction) {
        case ARG_MINIMUM -> Reduction.MINIMUM;
        case ARG_MAXIMUM -> Reduction.MAXIMUM;
        case SUM, PRODUCT, MINIMUM, MAXIMUM, ANY, ALL -> reduction;
      };
    }

    Reduction basis() {
      return basisOf(reduction);
    }

    @Override
    public long scratchBytes() {
      return 2L * Long.BYTES * loop.map(ReduceLoop::lanes).orElse(0);
    }

    @Override
    public SinkRun start(LoopRun run, Morsel morsel, MemorySegment scratch) {
      return reduction == basis()
          ? new ReduceRun(this, run, morsel, scratch)
          : new ArgumentRun(this, run, morsel, scratch);
    }
  }

  record Compact(int mask, List<Column> columns) implements PlannedSink {
    public Compact {
      columns = List.copyOf(columns);
    }

    @Override
    public long scratchBytes() {
      return 0;
    }

    @Override
    public SinkRun start(LoopRun run, Morsel morsel, MemorySegment scratch) {
      return new CompactRun(this, run, morsel);
    }
  }

  /// A value that is compacted.
  ///
  /// @param width bytes of an element
  record Column(int value, int slot, int width, CompactLoop loop) {}
}

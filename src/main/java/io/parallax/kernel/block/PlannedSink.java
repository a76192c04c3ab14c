package io.parallax.kernel.block;

import io.parallax.kernel.LoopRun;
import io.parallax.kernel.block.loop.Bits;
import io.parallax.kernel.block.loop.Block;
import io.parallax.kernel.block.loop.CompactLoop;
import io.parallax.kernel.block.loop.Memory;
import io.parallax.kernel.block.loop.ReduceLoop;
import io.parallax.kernel.block.loop.SumLoop;
import io.parallax.program.Morsel;
import io.parallax.program.Reduction;
import io.parallax.type.DataType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/// A sink of a loop with the loops it uses. Immutable; [#start] makes the state for one morsel.
sealed interface PlannedSink {
  /// The most bytes of scratch memory that any sink needs.
  int MOST_SCRATCH_BYTES = ReduceLoop.MOST_VECTORS * Long.BYTES * Block.GRAIN;

  /// Bytes of scratch memory, a multiple of the cache line.
  long scratchBytes();

  /// Whether the sink reads no element past those of a block.
  default boolean readsNothingPast() {
    return false;
  }

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
  /// @param slot where the results are written
  /// @param type of the values
  /// @param exactParts counts the parts of rows that are summed in an [io.parallax.kernel.ExactSum]
  /// @param loop computes the basis ([#basisOf]) of stretches whose length is a multiple of its
  ///   lanes
  record Reduce(
      int index,
      Reduction reduction,
      int value,
      int mask,
      boolean masked,
      int slot,
      DataType type,
      Optional<ReduceLoop> loop,
      LongAdder exactParts)
      implements PlannedSink {
    /// The reduction that is run over the values: for an ARG reduction, the reduction to the
    /// extreme value; for a mean, the sum; otherwise the reduction itself.
    static Reduction basisOf(Reduction reduction, DataType type) {
      return switch (reduction) {
        case ARG_MINIMUM -> Reduction.MINIMUM;
        case ARG_MAXIMUM -> Reduction.MAXIMUM;
        case MEAN, MEAN_RESIDUAL ->
            type == DataType.FLOAT64 ? Reduction.SUM : Reduction.CHECKED_SUM;
        case SUM, CHECKED_SUM, PRODUCT, CHECKED_PRODUCT, MINIMUM, MAXIMUM, ANY, ALL -> reduction;
      };
    }

    Reduction basis() {
      return basisOf(reduction, type);
    }

    @Override
    public boolean readsNothingPast() {
      return !masked && loop.filter(SumLoop.class::isInstance).isPresent();
    }

    @Override
    public long scratchBytes() {
      return loop.map(ReduceLoop::stateBytes).orElse(0);
    }

    @Override
    public SinkRun start(LoopRun run, Morsel morsel, MemorySegment scratch) {
      return switch (reduction) {
        case ARG_MINIMUM, ARG_MAXIMUM -> new ArgumentRun(this, run, morsel, scratch);
        case SUM,
            CHECKED_SUM,
            MEAN,
            MEAN_RESIDUAL,
            PRODUCT,
            CHECKED_PRODUCT,
            MINIMUM,
            MAXIMUM,
            ANY,
            ALL ->
            rows(run, new ReduceRun(this, row(scratch), run, morsel), scratch);
      };
    }

    private SinkRun rows(LoopRun run, ReduceRun any, MemorySegment scratch) {
      return ShortSumRun.isFor(this, run) ? new ShortSumRun(this, run, any, scratch) : any;
    }

    private RowReduction row(MemorySegment scratch) {
      boolean floating = type == DataType.FLOAT64;
      return switch (basis()) {
        case SUM -> floating ? new SumRow(this, scratch) : new FoldRow(this, scratch);
        case CHECKED_SUM -> new CheckedSumRow(this, scratch);
        case PRODUCT -> floating ? new ProductRow(this, scratch) : new FoldRow(this, scratch);
        case CHECKED_PRODUCT -> new CheckedProductRow(this);
        case MINIMUM, MAXIMUM, ANY, ALL -> new FoldRow(this, scratch);
        case MEAN, MEAN_RESIDUAL, ARG_MINIMUM, ARG_MAXIMUM ->
            throw new IllegalStateException(basis() + " is no basis");
      };
    }

    boolean takesPart(Block block, int element) {
      return !masked
          || Memory.ALL.get(
                  ValueLayout.JAVA_BYTE, block.address(mask) + Memory.bytes(element, Byte.BYTES))
              != 0;
    }

    /// The bits of an element.
    long bits(Block block, int element) {
      return Bits.read(type, block.address(value), element);
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

package io.parallax.kernel.llvm;

import io.parallax.kernel.Accumulator;
import io.parallax.kernel.Kernel;
import io.parallax.kernel.LoopRun;
import io.parallax.kernel.llvm.emit.ArgumentLayout;
import io.parallax.program.Morsel;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Runs a kernel over one morsel: writes the arguments, calls the kernel, and passes on its
/// results.
///
/// One call takes as many of the morsel's rows as fit the block of arguments. Where the kernel's
/// state of a reduction that must be exact is not, a kernel of another engine computes the whole
/// morsel again.
final class KernelCall {
  /// The function `void kernel(void *block, void **rows, long *states, long rowCount, long from,
  /// long to)`; `rows` and `states` point into the block.
  private static final MethodHandle KERNEL = kernelHandle();

  private static final long LINE = 64;

  private final BoundLoop bound;
  private final LoopRun run;
  private final Morsel morsel;
  private final MemorySegment block;
  private final Supplier<Kernel> exact;
  private final ArgumentLayout layout;
  private final Accumulator[] accumulators;
  private boolean aligned = true;

  /// @param exact makes a kernel of the same loop whose reductions are always exact
  KernelCall(
      BoundLoop bound, LoopRun run, Morsel morsel, MemorySegment block, Supplier<Kernel> exact) {
    this.bound = bound;
    this.run = run;
    this.morsel = morsel;
    this.block = block;
    this.exact = exact;
    this.layout = bound.layout();
    this.accumulators =
        Stream.of(bound.reductions)
            .map(reduced -> new Accumulator(reduced.reduction(), reduced.type()))
            .toArray(Accumulator[]::new);
  }

  @SuppressWarnings("restricted")
  private static MethodHandle kernelHandle() {
    return Linker.nativeLinker()
        .downcallHandle(
            FunctionDescriptor.ofVoid(
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG));
  }

  void run(MemorySegment kernel, MemorySegment runtime) {
    block.set(ValueLayout.ADDRESS, ArgumentLayout.RUNTIME, runtime);
    put(ArgumentLayout.FAULT_ROW, -1);
    describeRows();
    RowOffsets offsets = new RowOffsets(bound.outerExtents, bound.outerStrides, morsel.firstRow());
    long row = morsel.firstRow();
    while (row < morsel.endRow()) {
      int count = (int) Math.min(layout.rowsPerCall(), morsel.endRow() - row);
      locateRows(row, count, offsets);
      put(ArgumentLayout.STREAMING, bound.streams() && aligned ? 1 : 0);
      call(kernel, count);
      if (layout.faults() > 0 && faulted(row)) {
        return;
      }
      if (!accumulated(row, count)) {
        exact.get().run(run, morsel);
        return;
      }
      row += count;
    }
    if (bound.compacts()) {
      run.compacted(morsel.index(), Math.toIntExact(get(ArgumentLayout.COMPACTED)));
    }
  }

  /// Writes the extents of a row and the gathered operands' strides.
  private void describeRows() {
    if (layout.gathered() == 0) {
      return;
    }
    put(layout.plan(), bound.rowExtents.length);
    long place = putAll(bound.rowExtents, layout.plan() + Long.BYTES);
    for (long[] strides : bound.gatheredStrides) {
      place = putAll(strides, place);
    }
  }

  private void locateRows(long firstRow, int count, RowOffsets offsets) {
    long place = layout.rows();
    for (long row = firstRow; row < firstRow + count; row++) {
      for (int operand = 0; operand < bound.operands.length; operand++) {
        put(place, address(bound.operands[operand], offsets.offset(operand)));
        place += Long.BYTES;
      }
      for (BoundLoop.Place store : bound.stores) {
        long address = address(store, row * bound.inner);
        aligned &= address % LINE == 0;
        put(place, address);
        place += Long.BYTES;
      }
      for (BoundLoop.Place column : bound.columns) {
        put(place, address(column, morsel.from()));
        place += Long.BYTES;
      }
      offsets.advance();
    }
  }

  private long address(BoundLoop.Place place, long element) {
    return run.slot(place.slot()).address() + element * place.width();
  }

  private void call(MemorySegment kernel, int rowCount) {
    try {
      KERNEL.invokeExact(
          kernel,
          block.address(),
          block.address() + layout.rows(),
          block.address() + layout.states(),
          (long) rowCount,
          morsel.from(),
          morsel.to());
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean faulted(long firstRow) {
    long faultRow = get(ArgumentLayout.FAULT_ROW);
    if (faultRow < 0) {
      return false;
    }
    for (int fault = 0; fault < bound.faulting.length; fault++) {
      long position = get(ArgumentLayout.FAULTS + (long) fault * Long.BYTES);
      if (position >= 0) {
        run.faulted(bound.faulting[fault], (firstRow + faultRow) * bound.inner + position);
      }
    }
    return true;
  }

  /// Records the states of rows.
  ///
  /// @return false when a state that must be exact is not
  private boolean accumulated(long firstRow, int rowCount) {
    long place = layout.states();
    for (long row = firstRow; row < firstRow + rowCount; row++) {
      for (int at = 0; at < accumulators.length; at++) {
        BoundLoop.Reduced reduced = bound.reductions[at];
        long count = get(place + 3L * Long.BYTES);
        if (count < 0) {
          return false;
        }
        Accumulator accumulator = accumulators[at];
        accumulator.set(get(place), get(place + Long.BYTES), get(place + 2L * Long.BYTES), count);
        run.accumulated(reduced.sink(), morsel.index(), row, accumulator);
        place += ArgumentLayout.STATE_BYTES;
      }
    }
    return true;
  }

  private long putAll(long[] values, long first) {
    long place = first;
    for (long value : values) {
      put(place, value);
      place += Long.BYTES;
    }
    return place;
  }

  private void put(long offset, long value) {
    block.set(ValueLayout.JAVA_LONG, offset, value);
  }

  private long get(long offset) {
    return block.get(ValueLayout.JAVA_LONG, offset);
  }
}

package io.parallax.kernel.llvm;

import io.parallax.kernel.InvocationRun;
import io.parallax.kernel.llvm.emit.routine.RoutineLayout;
import io.parallax.program.Invocation;
import io.parallax.program.Operand;
import io.parallax.program.Routine;
import io.parallax.type.DataType;
import io.parallax.type.StorageType;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;

/// Calls the functions of a routine for the items of one run, a batch at a time. A parameter that
/// is stored as it is computed with, one element for each item, is read where it is; any other is
/// first copied to the block of arguments, one value for each item of the batch. For one thread.
final class RoutineCall {
  /// The function `void routine(void *block, long count)`.
  private static final MethodHandle ROUTINE = handle();

  private static final long LINE = 64;

  /// The most items of a batch, a multiple of the lanes: the run is asked whether it is over
  /// between batches.
  private static final long MOST_ITEMS = 1_024;

  private final Routine routine;
  private final InvocationRun run;
  private final Invocation step;
  private final MemorySegment block;
  private final MemorySegment runtime;
  private final RoutineLayout layout;
  private final List<Copied> copied = new ArrayList<>();
  private final long batch;

  /// A parameter that is copied, or the mask.
  ///
  /// @param argument the offset of its address in the block
  /// @param buffer the offset of its values in the block
  private record Copied(CopiedParameter values, long argument, long buffer) {}

  /// @param block of [io.parallax.kernel.llvm.emit.ArgumentLayout#BLOCK_BYTES]
  /// @param runtime the table of functions
  RoutineCall(Routine routine, InvocationRun run, MemorySegment block, MemorySegment runtime) {
    this.routine = routine;
    this.run = run;
    this.step = run.step();
    this.block = block;
    this.runtime = runtime;
    this.layout = new RoutineLayout(routine);
    this.batch = choose();
    describe();
  }

  @SuppressWarnings("restricted")
  private static MethodHandle handle() {
    return Linker.nativeLinker()
        .downcallHandle(FunctionDescriptor.ofVoid(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));
  }

  /// Chooses the parameters that are copied.
  ///
  /// @return the items of a batch, a multiple of 16
  private long choose() {
    List<Integer> parameters = new ArrayList<>();
    for (int parameter = 0; parameter < step.parameters().size(); parameter++) {
      if (!isInPlace(step.parameters().get(parameter), type(parameter))) {
        parameters.add(parameter);
      }
    }
    boolean copiesMask =
        !step.mask().isEmpty() && !step.mask().getFirst().isContiguous(step.extents());
    long buffers = Math.ceilDiv(layout.end(), LINE) * LINE;
    int columns = parameters.size() + (copiesMask ? 1 : 0);
    long room = (block.byteSize() - buffers) / ((long) Long.BYTES * Math.max(1, columns)) / 16 * 16;
    long items = Math.min(MOST_ITEMS, room);
    for (int parameter : parameters) {
      Operand operand = step.parameters().get(parameter);
      copied.add(
          new Copied(
              copied(operand, run.storage(operand.slot()), type(parameter)),
              layout.parameter(parameter),
              buffers));
      buffers += items * Long.BYTES;
    }
    if (copiesMask) {
      CopiedParameter mask = copied(step.mask().getFirst(), StorageType.BOOL, DataType.BOOL);
      copied.add(new Copied(mask, RoutineLayout.MASK, buffers));
    }
    return items;
  }

  private CopiedParameter copied(Operand operand, StorageType storage, DataType type) {
    return new CopiedParameter(run.slot(operand.slot()), storage, type, operand, step.extents());
  }

  private boolean isInPlace(Operand operand, DataType type) {
    return operand.isContiguous(step.extents())
        && run.storage(operand.slot()).equals(StorageType.of(type));
  }

  private DataType type(int parameter) {
    return routine.variables().get(routine.parameters().get(parameter));
  }

  /// Writes the arguments that all batches share.
  private void describe() {
    put(RoutineLayout.RUNTIME, runtime.address());
    put(RoutineLayout.NEVER_STOPPED, 0);
    put(
        RoutineLayout.STOP,
        run.stopWord().isNative()
            ? run.stopWord().address()
            : block.address() + RoutineLayout.NEVER_STOPPED);
    put(RoutineLayout.MAXIMUM, step.maximumTrips());
    put(RoutineLayout.MASK, 0);
    put(RoutineLayout.FAILURES, 0);
    copied.forEach(each -> put(each.argument(), block.address() + each.buffer()));
    for (int array = 0; array < routine.arrays().size(); array++) {
      put(layout.array(array), run.slot(step.arrays().get(array)).address());
      for (int dimension = 0; dimension < routine.arrays().get(array).rank(); dimension++) {
        put(layout.extent(array, dimension), run.extent(array, dimension));
      }
    }
  }

  /// The most items of one call.
  long batch() {
    return batch;
  }

  /// Prepares a batch: arguments for items from `first` to before `end`.
  void locate(long first, long end) {
    for (int parameter = 0; parameter < step.parameters().size(); parameter++) {
      Operand operand = step.parameters().get(parameter);
      if (isInPlace(operand, type(parameter))) {
        put(layout.parameter(parameter), address(operand.slot(), type(parameter), first));
      }
    }
    if (!step.mask().isEmpty() && step.mask().getFirst().isContiguous(step.extents())) {
      put(RoutineLayout.MASK, address(step.mask().getFirst().slot(), DataType.BOOL, first));
    }
    for (int result = 0; result < step.results().size(); result++) {
      DataType type = routine.resultType(result);
      put(layout.result(result), address(step.results().get(result), type, first));
    }
    if (step.collectsFailures()) {
      put(RoutineLayout.FAILURES, address(step.failures(), DataType.INT64, first));
    }
    copied.forEach(each -> copy(each, first, end));
  }

  private void copy(Copied parameter, long first, long end) {
    parameter
        .values()
        .copy(first, end, block.asSlice(parameter.buffer(), (end - first) * Long.BYTES));
  }

  private long address(int slot, DataType type, long item) {
    return run.slot(slot).address() + item * type.byteWidth();
  }

  /// Runs items of the batch that was located last. All its items before `from` have been run.
  ///
  /// @param function of any mode
  /// @param from counted from the first item of the batch
  /// @param to likewise, the item before which the call ends
  /// @return how it ended, such as [RoutineLayout#END]
  long call(MemorySegment function, long from, long to) {
    move(from);
    try {
      ROUTINE.invokeExact(function, block.address(), to - from);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    } finally {
      move(-from);
    }
    run.tripped(get(RoutineLayout.TRIPS));
    return get(RoutineLayout.OUTCOME);
  }

  /// Moves the arguments that have an element for each item.
  private void move(long items) {
    if (items == 0) {
      return;
    }
    for (int parameter = 0; parameter < routine.parameters().size(); parameter++) {
      add(layout.parameter(parameter), items * type(parameter).byteWidth());
    }
    for (int result = 0; result < routine.results().size(); result++) {
      add(layout.result(result), items * routine.resultType(result).byteWidth());
    }
    if (!step.mask().isEmpty()) {
      add(RoutineLayout.MASK, items);
    }
    if (step.collectsFailures()) {
      add(RoutineLayout.FAILURES, items * Long.BYTES);
    }
  }

  /// The items of the last call that were run to their end.
  long done() {
    return get(RoutineLayout.DONE);
  }

  /// The code of the item that faulted in the last call.
  long code() {
    return get(RoutineLayout.CODE);
  }

  private void add(long offset, long bytes) {
    put(offset, get(offset) + bytes);
  }

  private void put(long offset, long value) {
    block.set(ValueLayout.JAVA_LONG, offset, value);
  }

  private long get(long offset) {
    return block.get(ValueLayout.JAVA_LONG, offset);
  }
}

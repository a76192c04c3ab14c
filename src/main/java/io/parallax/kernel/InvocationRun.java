package io.parallax.kernel;

import io.parallax.array.Elements;
import io.parallax.error.ComputeException;
import io.parallax.program.Invocation;
import io.parallax.program.ItemFault;
import io.parallax.program.Operand;
import io.parallax.program.Program;
import io.parallax.type.DataType;
import io.parallax.type.StorageType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;

/// One execution of an [Invocation]: the memory it works on, and what became of its items.
///
/// Kernels call the recording methods from many threads, each thread for its own items. For every
/// item before the first that fails a kernel either runs the routine and writes each result to its
/// slot, or, where the mask says so, calls [#skipped]. Where failures are collected it does so for
/// every item, calls [#failed] for those that fail, and sees to it that the others have 0 in the
/// slot of failures. After all items the scheduler calls [#finish] once, on one thread, with a
/// happens-before edge from every kernel.
public final class InvocationRun {
  /// Number of longs that [#handOver] writes: failed item, code, trips.
  public static final int REMAINS_LONGS = 3;

  private static final long NO_ITEM = Long.MAX_VALUE;
  private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG;

  private final Program program;
  private final Invocation step;
  private final Frame frame;
  private final BooleanSupplier over;
  private final MemorySegment stopWord;
  private final OperandIndex[] parameters;
  private final OperandIndex[] mask;
  private final LongAdder trips = new LongAdder();
  private volatile long failedItem = NO_ITEM;
  private volatile long failedCode = ItemFault.NONE;

  /// A run that is never over early.
  public InvocationRun(Program program, Invocation step, Frame frame) {
    this(program, step, frame, () -> false, MemorySegment.ofArray(new long[1]));
  }

  /// @param over whether the results are no longer wanted. Any thread may ask; once true, the
  ///   answer stays true.
  /// @param stopWord an int64 that is not 0 soon after the run is over, for code that cannot call
  ///   `over`: off heap where machine code is to run
  public InvocationRun(
      Program program, Invocation step, Frame frame, BooleanSupplier over, MemorySegment stopWord) {
    this.program = program;
    this.step = step;
    this.frame = frame;
    this.over = over;
    this.stopWord = stopWord;
    this.parameters = indexes(step.parameters());
    this.mask = indexes(step.mask());
  }

  private OperandIndex[] indexes(List<Operand> operands) {
    return operands.stream()
        .map(operand -> new OperandIndex(step.extents(), operand))
        .toArray(OperandIndex[]::new);
  }

  public Invocation step() {
    return step;
  }

  /// The memory of a slot of the program.
  public MemorySegment slot(int index) {
    return frame.slots().get(index);
  }

  /// How the elements of a slot are stored.
  public StorageType storage(int index) {
    return program.slots().get(index).arrayType().storage();
  }

  /// The bits of a parameter of an item, widened, as [io.parallax.type.Scalar] describes them.
  ///
  /// @param parameter its place among the routine's parameters
  public long parameter(int parameter, long item) {
    int slot = step.parameters().get(parameter).slot();
    return Elements.read(
        slot(slot),
        program.slots().get(slot).arrayType().storage(),
        parameters[parameter].at(item));
  }

  /// The number of elements of a dimension of an array that items read.
  public long extent(int array, int dimension) {
    return program.slots().get(step.arrays().get(array)).shape().extent(dimension);
  }

  /// Whether the mask lets the item run.
  public boolean isWanted(long item) {
    return mask.length == 0
        || Elements.read(slot(step.mask().getFirst().slot()), DataType.BOOL, mask[0].at(item)) != 0;
  }

  /// Writes the results of an item that the mask leaves out.
  public void skipped(long item) {
    clear(item, false);
    succeeded(item);
  }

  /// Writes 0 to the slot of failures, where there is one.
  public void succeeded(long item) {
    if (step.collectsFailures()) {
      Elements.write(slot(step.failures()), DataType.INT64, item, ItemFault.NONE);
    }
  }

  /// Records that an item failed. Without a slot for failures the record of the lowest item is
  /// kept.
  ///
  /// @param code see [ItemFault#code]
  public void failed(long item, long code) {
    if (step.collectsFailures()) {
      Elements.write(slot(step.failures()), DataType.INT64, item, code);
      clear(item, true);
      return;
    }
    synchronized (this) {
      if (item < failedItem) {
        failedCode = code;
        failedItem = item;
      }
    }
  }

  private void clear(long item, boolean failed) {
    for (int slot : step.results()) {
      DataType type = program.slots().get(slot).type();
      long bits =
          switch (type) {
            case FLOAT64 -> failed ? Double.doubleToRawLongBits(Double.NaN) : 0;
            case FLOAT32 -> failed ? Float.floatToRawIntBits(Float.NaN) : 0;
            case INT64, INT32, BOOL -> 0;
          };
      Elements.write(slot(slot), type, item, bits);
    }
  }

  /// Whether an item before this one is known to have failed, and failures are not collected: work
  /// from this item on is useless then.
  public boolean failedBefore(long item) {
    return failedItem < item;
  }

  /// Adds to the trips that the loops of all items have made.
  public void tripped(long more) {
    trips.add(more);
  }

  /// The trips that were recorded so far.
  public long trips() {
    return trips.sum();
  }

  /// Whether the results are no longer wanted.
  public boolean isOver() {
    return over.getAsBoolean();
  }

  /// An int64 that is not 0 soon after the run is over.
  public MemorySegment stopWord() {
    return stopWord;
  }

  /// Writes what was recorded, for [#takeOver] in another process.
  ///
  /// @param remains [#REMAINS_LONGS] longs
  public synchronized void handOver(MemorySegment remains) {
    remains.setAtIndex(WORD, 0, failedItem);
    remains.setAtIndex(WORD, 1, failedCode);
    remains.setAtIndex(WORD, 2, trips.sum());
  }

  /// Records what another process handed over.
  public void takeOver(MemorySegment remains) {
    long item = remains.getAtIndex(WORD, 0);
    if (item != NO_ITEM) {
      failed(item, remains.getAtIndex(WORD, 1));
    }
    trips.add(remains.getAtIndex(WORD, 2));
  }

  /// Ends the run after all items.
  ///
  /// @throws ComputeException for the first item that failed, unless failures are collected
  public void finish() {
    if (failedItem != NO_ITEM) {
      throw failure(program, step, failedItem, ItemFault.ofCode(failedCode).orElseThrow());
    }
  }

  /// The failure of an item, located in the text.
  public static ComputeException failure(
      Program program, Invocation step, long item, ItemFault fault) {
    List<Long> index = step.space().indexAt(item);
    String where = index.isEmpty() ? "" : " at item " + index;
    return program.origins().get(step.origins().get(fault.origin())).fail(fault.fault(), where);
  }
}

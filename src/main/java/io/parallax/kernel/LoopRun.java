package io.parallax.kernel;

import io.parallax.array.Elements;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.program.Fault;
import io.parallax.program.Loop;
import io.parallax.program.Morsel;
import io.parallax.program.Morsels;
import io.parallax.program.Operation;
import io.parallax.program.Program;
import io.parallax.program.Sink;
import io.parallax.type.DataType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// One execution of a loop: the memory it works on and the results of its morsels.
///
/// Kernels call the recording methods from many threads, each thread for its own morsel. After all
/// morsels, the scheduler of the morsels calls [#finish] once, on one thread, with a happens-before
/// edge from every morsel.
public final class LoopRun {
  private static final int STATE_LONGS = 4;

  /// Number of longs that [#handOver] writes before the states of cut rows: faulting element,
  /// faulting operation, sink of an empty row, number of compacted elements, sink and row of a
  /// value that does not fit.
  private static final int REMAINS_LONGS = 6;

  private final Program program;
  private final Loop loop;
  private final Frame frame;
  private final BooleanSupplier over;
  private final Morsels morsels;
  private final long[][] states;

  /// The sums of chunks that no state can represent; empty where there are no such states.
  private final @Nullable ExactSum[][] exactSums;

  private final int[] compactedCounts;
  private final FaultRecord faults = new FaultRecord();

  /// A run that is never over early.
  ///
  /// @throws ArithmeticException when the loop has more morsels than an array can number
  public LoopRun(Program program, Loop loop, Frame frame) {
    this(program, loop, frame, () -> false);
  }

  /// @param over whether the results are no longer wanted. Any thread may ask; once true, the
  ///   answer stays true. The scheduler asks again after each morsel, because the kernel may have
  ///   left the morsel incomplete.
  /// @throws ArithmeticException when the loop has more morsels than an array can number
  public LoopRun(Program program, Loop loop, Frame frame, BooleanSupplier over) {
    this.program = program;
    this.loop = loop;
    this.frame = frame;
    this.over = over;
    this.morsels = loop.morsels();
    List<Sink> sinks = loop.sinks();
    states = new long[sinks.size()][];
    exactSums = new @Nullable ExactSum[sinks.size()][];
    boolean compacts = false;
    for (int sink = 0; sink < states.length; sink++) {
      boolean cut = sinks.get(sink) instanceof Sink.Reduce && morsels.chunksPerRow() > 1;
      states[sink] =
          new long[cut ? Math.toIntExact(Math.multiplyExact(morsels.count(), STATE_LONGS)) : 0];
      boolean sums = cut && mayNeedExactSum((Sink.Reduce) sinks.get(sink));
      exactSums[sink] = new @Nullable ExactSum[sums ? Math.toIntExact(morsels.count()) : 0];
      compacts |= sinks.get(sink) instanceof Sink.Compact;
    }
    compactedCounts = new int[compacts ? Math.toIntExact(morsels.count()) : 0];
  }

  public Loop loop() {
    return loop;
  }

  /// How the loop is cut into morsels.
  public Morsels morsels() {
    return morsels;
  }

  /// A run of the same loop over the same memory, in which no morsel has run yet.
  LoopRun another() {
    return new LoopRun(program, loop, frame, over);
  }

  /// The memory of a slot of the program.
  public MemorySegment slot(int index) {
    return frame.slots().get(index);
  }

  /// Records what a [Sink.Reduce] accumulated over one row of a morsel. The result of a whole row
  /// is finished and written to its slot. The state of a cut row is kept until its chunks are
  /// merged.
  ///
  /// @param sink index into [Loop#sinks]
  /// @param morsel index of the morsel
  /// @param row the row within the loop
  public void accumulated(int sink, long morsel, long row, Accumulator accumulator) {
    if (states[sink].length == 0) {
      write(sink, row, accumulator);
      return;
    }
    int at = Math.toIntExact(morsel * STATE_LONGS);
    states[sink][at] = accumulator.first();
    states[sink][at + 1] = accumulator.second();
    states[sink][at + 2] = accumulator.third();
    states[sink][at + 3] = accumulator.count();
    if (exactSums[sink].length > 0) {
      exactSums[sink][Math.toIntExact(morsel)] = accumulator.exact();
    }
  }

  private boolean mayNeedExactSum(Sink.Reduce reduce) {
    return accumulatedType(reduce) == DataType.FLOAT64
        && switch (reduce.reduction()) {
          case SUM, MEAN, MEAN_RESIDUAL -> true;
          case CHECKED_SUM,
              PRODUCT,
              CHECKED_PRODUCT,
              MINIMUM,
              MAXIMUM,
              ARG_MINIMUM,
              ARG_MAXIMUM,
              ANY,
              ALL ->
              false;
        };
  }

  /// The type of the elements of a [Sink.Reduce]'s slot.
  public DataType resultType(int sink) {
    return program.slots().get(((Sink.Reduce) loop.sinks().get(sink)).slot()).type();
  }

  /// Records how many elements a morsel compacted. A morsel writes its columns starting at its own
  /// first position ([io.parallax.program.Morsel#from]); [#finish] moves the columns of all morsels
  /// together.
  public void compacted(long morsel, int elementCount) {
    compactedCounts[Math.toIntExact(morsel)] = elementCount;
  }

  /// Records that an operation faulted. The record at the lowest element is kept; at the same
  /// element, the record of the earliest operation.
  ///
  /// @param operation index into [Loop#operations]
  /// @param element flat position in the loop's space: row · inner + position
  public void faulted(int operation, long element) {
    faults.record(element, operation);
  }

  /// Whether a fault is recorded at an element before this element. Work from this element on is
  /// then useless.
  public boolean faultedBefore(long element) {
    return faults.element() < element;
  }

  /// Whether the results are no longer wanted. A kernel may then leave the rest of its morsel
  /// undone.
  public boolean isOver() {
    return over.getAsBoolean();
  }

  /// How many longs [#handOver] writes.
  public int remainsLongs() {
    int longs = REMAINS_LONGS;
    for (int sink = 0; sink < states.length; sink++) {
      longs += states[sink].length == 0 ? 0 : STATE_LONGS;
      longs += exactSums[sink].length == 0 ? 0 : 1 + ExactSum.LONGS;
    }
    return longs;
  }

  /// Writes what a morsel recorded here, for a run of the same loop in another process. Whole rows
  /// and stored values are not included, because they are in the slots already.
  public void handOver(long morsel, MemorySegment remains) {
    int index = Math.toIntExact(morsel);
    remains.setAtIndex(ValueLayout.JAVA_LONG, 0, faults.element());
    remains.setAtIndex(ValueLayout.JAVA_LONG, 1, faults.operation());
    remains.setAtIndex(ValueLayout.JAVA_LONG, 2, faults.emptySink());
    remains.setAtIndex(
        ValueLayout.JAVA_LONG, 3, compactedCounts.length == 0 ? 0 : compactedCounts[index]);
    remains.setAtIndex(ValueLayout.JAVA_LONG, 4, faults.overflowSink());
    remains.setAtIndex(ValueLayout.JAVA_LONG, 5, faults.overflowRow());
    long at = REMAINS_LONGS;
    for (int sink = 0; sink < states.length; sink++) {
      if (states[sink].length > 0) {
        MemorySegment.copy(
            states[sink],
            index * STATE_LONGS,
            remains,
            ValueLayout.JAVA_LONG,
            at * Long.BYTES,
            STATE_LONGS);
        at += STATE_LONGS;
      }
      if (exactSums[sink].length > 0) {
        ExactSum exact = exactSums[sink][index];
        remains.setAtIndex(ValueLayout.JAVA_LONG, at, exact == null ? 0 : 1);
        if (exact != null) {
          exact.write(remains, at + 1);
        }
        at += 1 + ExactSum.LONGS;
      }
    }
  }

  /// Records what [#handOver] wrote, as if the morsel had run here.
  ///
  /// @throws IllegalArgumentException when no morsel of this loop can have recorded these values
  public void takeOver(long morsel, MemorySegment remains) {
    int index = Math.toIntExact(morsel);
    long element = remains.getAtIndex(ValueLayout.JAVA_LONG, 0);
    long operation = remains.getAtIndex(ValueLayout.JAVA_LONG, 1);
    long emptySink = remains.getAtIndex(ValueLayout.JAVA_LONG, 2);
    long count = remains.getAtIndex(ValueLayout.JAVA_LONG, 3);
    Morsel ran = morsels.get(morsel);
    requireWithin(operation, loop.operations().size());
    long overflowSink = remains.getAtIndex(ValueLayout.JAVA_LONG, 4);
    long overflowRow = remains.getAtIndex(ValueLayout.JAVA_LONG, 5);
    requireWithin(emptySink, states.length);
    requireWithin(overflowSink, states.length);
    if (count < 0 || count > ran.elementCount()) {
      throw new IllegalArgumentException(count + " elements kept of " + ran);
    }
    if (operation != FaultRecord.NONE) {
      faults.record(element, (int) operation);
    }
    if (emptySink != FaultRecord.NONE) {
      faults.recordEmpty((int) emptySink);
    }
    if (overflowSink != FaultRecord.NONE) {
      faults.recordOverflow((int) overflowSink, overflowRow);
    }
    if (compactedCounts.length > 0) {
      compactedCounts[index] = (int) count;
    }
    long at = REMAINS_LONGS;
    for (int sink = 0; sink < states.length; sink++) {
      if (states[sink].length > 0) {
        MemorySegment.copy(
            remains,
            ValueLayout.JAVA_LONG,
            at * Long.BYTES,
            states[sink],
            index * STATE_LONGS,
            STATE_LONGS);
        at += STATE_LONGS;
      }
      if (exactSums[sink].length > 0) {
        boolean isExact = remains.getAtIndex(ValueLayout.JAVA_LONG, at) != 0;
        exactSums[sink][index] = isExact ? ExactSum.read(remains, at + 1) : null;
        at += 1 + ExactSum.LONGS;
      }
    }
  }

  private static void requireWithin(long index, int count) {
    if (index != FaultRecord.NONE && (index < 0 || index >= count)) {
      throw new IllegalArgumentException("no index " + index + " below " + count);
    }
  }

  /// Merges the chunks of cut rows, moves compacted columns together and writes the counts of kept
  /// elements.
  ///
  /// @throws ComputeException ARITHMETIC_FAULT for the first faulting element, EMPTY_REDUCTION for
  ///   a row without elements
  public void finish() {
    throwFault();
    for (int sink = 0; sink < states.length; sink++) {
      switch (loop.sinks().get(sink)) {
        case Sink.Reduce reduce -> mergeChunks(sink, reduce);
        case Sink.Compact compact ->
            new Compaction(program, morsels, frame).apply(compact, compactedCounts);
        case Sink.Store _ -> {}
      }
    }
    throwFault();
  }

  private void mergeChunks(int sink, Sink.Reduce reduce) {
    if (states[sink].length == 0) {
      return;
    }
    int chunks = Math.toIntExact(morsels.chunksPerRow());
    for (long row = 0; row < morsels.outer(); row++) {
      int firstChunk = Math.toIntExact(row * chunks);
      write(sink, row, merged(sink, reduce, firstChunk, chunks));
    }
  }

  private Accumulator merged(int sink, Sink.Reduce reduce, int firstChunk, int chunks) {
    if (chunks == 1) {
      Accumulator accumulator = new Accumulator(reduce.reduction(), accumulatedType(reduce));
      int at = firstChunk * STATE_LONGS;
      long[] state = states[sink];
      accumulator.set(state[at], state[at + 1], state[at + 2], state[at + 3]);
      if (exactSums[sink].length > 0) {
        ExactSum exact = exactSums[sink][firstChunk];
        if (exact != null) {
          accumulator.set(exact, accumulator.count());
        }
      }
      return accumulator;
    }
    int left = Integer.highestOneBit(chunks - 1);
    Accumulator result = merged(sink, reduce, firstChunk, left);
    result.merge(merged(sink, reduce, firstChunk + left, chunks - left));
    return result;
  }

  private void write(int sink, long row, Accumulator accumulator) {
    Sink.Reduce reduce = (Sink.Reduce) loop.sinks().get(sink);
    if (accumulator.isUndefined()) {
      faults.recordEmpty(sink);
      return;
    }
    if (accumulator.overflows()) {
      faults.recordOverflow(sink, row);
      return;
    }
    DataType type = program.slots().get(reduce.slot()).type();
    Elements.write(slot(reduce.slot()), type, row, accumulator.finish(type));
  }

  private DataType accumulatedType(Sink.Reduce reduce) {
    return loop.operations().get(reduce.value()).type();
  }

  /// The right operand of the operation that faulted, at the element where it faulted.
  private long rightOperand(Operation.Binary binary) {
    return new ElementValues(loop, this::slot).at(faults.element(), binary.right());
  }

  private void throwFault() {
    if (faults.operation() != FaultRecord.NONE) {
      Operation.Binary binary = (Operation.Binary) loop.operations().get(faults.operation());
      List<Long> index = loop.space().indexAt(faults.element());
      String where = index.isEmpty() ? "" : " at element " + new ArrayList<>(index);
      throw program
          .origins()
          .get(binary.origin())
          .fail(Fault.of(binary.operation(), rightOperand(binary)), where);
    }
    if (faults.overflowSink() != FaultRecord.NONE) {
      throw overflow((Sink.Reduce) loop.sinks().get(faults.overflowSink()));
    }
    if (faults.emptySink() != FaultRecord.NONE) {
      Sink.Reduce reduce = (Sink.Reduce) loop.sinks().get(faults.emptySink());
      throw program
          .origins()
          .get(reduce.origin())
          .locate(
              new ComputeException(
                  ErrorCode.EMPTY_REDUCTION, "no element takes part in this reduction"));
    }
  }

  private ComputeException overflow(Sink.Reduce reduce) {
    String row = loop.outer() > 1 ? " in row " + faults.overflowRow() : "";
    return program.origins().get(reduce.origin()).fail(Fault.OVERFLOW, row);
  }
}

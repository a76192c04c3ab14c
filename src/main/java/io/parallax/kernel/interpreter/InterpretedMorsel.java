package io.parallax.kernel.interpreter;

import io.parallax.array.Elements;
import io.parallax.kernel.Lanes;
import io.parallax.kernel.LoopRun;
import io.parallax.kernel.OperandIndex;
import io.parallax.program.Arithmetic;
import io.parallax.program.Loop;
import io.parallax.program.Morsel;
import io.parallax.program.Operation;
import io.parallax.program.Sink;
import io.parallax.type.DataType;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.function.IntToLongFunction;

/// One pass of the [Interpreter] over a morsel. Stores the values of the current element.
final class InterpretedMorsel {
  private final LoopRun run;
  private final Morsel morsel;
  private final long inner;
  private final Operation[] operations;
  private final long[] values;
  private final IntToLongFunction lookup;
  private final MemorySegment[] loaded;
  private final OperandIndex[] indexes;
  private final Sink[] sinks;
  private final Lanes[] lanes;
  private int compacted;

  InterpretedMorsel(Loop loop, LoopRun run, Morsel morsel) {
    this.run = run;
    this.morsel = morsel;
    this.inner = loop.inner();
    this.operations = loop.operations().toArray(Operation[]::new);
    this.values = new long[operations.length];
    this.lookup = at -> values[at];
    this.loaded =
        loop.operands().stream()
            .map(operand -> run.slot(operand.slot()))
            .toArray(MemorySegment[]::new);
    this.indexes =
        loop.operands().stream()
            .map(operand -> new OperandIndex(loop.extents(), operand))
            .toArray(OperandIndex[]::new);
    this.sinks = loop.sinks().toArray(Sink[]::new);
    this.lanes = new Lanes[sinks.length];
  }

  void run() {
    for (long row = morsel.firstRow(); row < morsel.endRow(); row++) {
      startRow();
      for (long position = morsel.from(); position < morsel.to(); position++) {
        compute(row, position);
        take(row, position);
      }
      finishRow(row);
    }
    if (Arrays.stream(sinks).anyMatch(Sink.Compact.class::isInstance)) {
      run.compacted(morsel.index(), compacted);
    }
  }

  private void startRow() {
    for (int sink = 0; sink < lanes.length; sink++) {
      if (sinks[sink] instanceof Sink.Reduce reduce) {
        lanes[sink] = new Lanes(reduce.reduction(), typeOf(reduce.value()));
      }
    }
  }

  private void finishRow(long row) {
    for (int sink = 0; sink < lanes.length; sink++) {
      if (sinks[sink] instanceof Sink.Reduce) {
        run.accumulated(sink, morsel.index(), row, lanes[sink].merged());
      }
    }
  }

  private void compute(long row, long position) {
    long element = row * inner + position;
    for (int at = 0; at < operations.length; at++) {
      switch (operations[at]) {
        case Operation.Load load -> values[at] = load(load, element);
        case Operation.Position _ -> values[at] = position;
        case Operation.Binary binary
            when Arithmetic.faults(
                binary.operation(),
                binary.type(),
                values[binary.left()],
                values[binary.right()]) -> {
          values[at] = 0;
          run.faulted(at, element);
        }
        case Operation other -> values[at] = Arithmetic.evaluate(other, lookup);
      }
    }
  }

  private long load(Operation.Load load, long element) {
    int operand = load.operand();
    return Elements.read(loaded[operand], load.storage(), indexes[operand].at(element));
  }

  private void take(long row, long position) {
    for (int sink = 0; sink < lanes.length; sink++) {
      switch (sinks[sink]) {
        case Sink.Store(int value, int slot) -> write(value, slot, row * inner + position);
        case Sink.Reduce reduce -> {
          if (reduce.mask() == Sink.NO_MASK || values[reduce.mask()] != 0) {
            lanes[sink].update(position - morsel.from(), values[reduce.value()], position);
          }
        }
        case Sink.Compact compact -> {
          if (values[compact.mask()] != 0) {
            for (Sink.Column column : compact.columns()) {
              write(column.value(), column.slot(), morsel.from() + compacted);
            }
            compacted++;
          }
        }
      }
    }
  }

  private void write(int value, int slot, long index) {
    Elements.write(run.slot(slot), typeOf(value), index, values[value]);
  }

  private DataType typeOf(int operation) {
    return operations[operation].type();
  }
}

package io.parallax.kernel.llvm;

import io.parallax.array.Elements;
import io.parallax.error.SourcePosition;
import io.parallax.kernel.Frame;
import io.parallax.kernel.llvm.emit.LoopForm;
import io.parallax.program.Fault;
import io.parallax.program.Loop;
import io.parallax.program.Morsel;
import io.parallax.program.Operand;
import io.parallax.program.Operation;
import io.parallax.program.Program;
import io.parallax.program.Reduction;
import io.parallax.program.Sink;
import io.parallax.program.Slot;
import io.parallax.program.Space;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import io.parallax.type.StorageType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// A loop of a form over made-up arrays, and the part of the loop that is run.
///
/// @param inputCount the number of slots that are inputs; they are the first slots
/// @param bound the loop as a kernel needs it
/// @param round the number of the round; rounds have unrelated values
record Trial(
    Program program,
    BoundLoop bound,
    Morsel morsel,
    SyntheticValues values,
    int round,
    int inputCount) {
  /// The slots of two runs that share no array: operands and targets, and the count of a
  /// compaction.
  static final int MOST_ARRAYS = 2 * (2 * Refusal.ARRAYS + 1);

  /// The rows of a trial.
  ///
  /// @param count the number of rows; 1 for a form that compacts
  /// @param extents the extents of a row; their product is its length
  /// @param from the first position that is run
  record Rows(int count, List<Long> extents, long from) {
    static Rows of(int count, long... extents) {
      return new Rows(count, LongStream.of(extents).boxed().toList(), 0);
    }

    /// The same rows, run from the given position on.
    Rows startingAt(long position) {
      return new Rows(count, extents, position);
    }

    long length() {
      return extents.stream().reduce(1L, Math::multiplyExact);
    }

    long elementCount() {
      return count * length();
    }
  }

  static Trial of(LoopForm form, Rows rows, SyntheticValues values, int round) {
    return new Builder(form, rows).build(values, round, Long.MAX_VALUE);
  }

  /// A trial that stores results past the caches.
  static Trial streaming(LoopForm form, Rows rows, SyntheticValues values, int round) {
    return new Builder(form, rows).build(values, round, 0);
  }

  Loop loop() {
    return bound.loop();
  }

  /// Whether a kernel can sum all values exactly: they are small multiples of one eighth. Products
  /// of these values need not fit.
  boolean isSummedExactly() {
    return values == SyntheticValues.MILD
        && loop().sinks().stream()
            .noneMatch(
                sink ->
                    sink instanceof Sink.Reduce reduce
                        && reduce.reduction() == Reduction.CHECKED_PRODUCT)
        && loop().operations().stream()
            .allMatch(
                operation ->
                    operation instanceof Operation.Load || operation instanceof Operation.Convert);
  }

  /// The number of elements of a slot that a run without a fault has written.
  long elementCount(int slot, Frame frame) {
    Slot written = program.slots().get(slot);
    return written.countSlot() == Slot.EXACT
        ? written.shape().elementCount()
        : Elements.read(frame.slots().get(written.countSlot()), DataType.INT64, 0);
  }

  @Override
  public String toString() {
    return values
        + " values in "
        + bound.loop().extents()
        + " from "
        + morsel.from()
        + (bound.streams() ? ", past the caches" : "");
  }

  /// Chooses slots, strides and sinks for a form.
  private static final class Builder {
    private final LoopForm form;
    private final Rows rows;
    private final List<Slot> slots = new ArrayList<>();
    private final List<Operand> operands = new ArrayList<>();
    private final List<Sink> sinks = new ArrayList<>();

    Builder(LoopForm form, Rows rows) {
      this.form = form;
      this.rows = rows;
    }

    Trial build(SyntheticValues values, int round, long streamingBytes) {
      for (int operand = 0; operand < form.accesses().size(); operand++) {
        operands.add(operand(operand));
      }
      int inputCount = slots.size();
      form.sinks().forEach(sink -> sinks.add(sink(sink)));
      List<Long> extents = new ArrayList<>(List.of((long) rows.count()));
      extents.addAll(rows.extents());
      Shape shape = new Shape(extents);
      Loop loop =
          new Loop(
              new Space(shape, IntStream.range(0, shape.rank()).boxed().toList()),
              extents,
              hasOneRow() ? shape.rank() : rows.extents().size(),
              operands,
              located(form.operations()),
              sinks);
      Program program =
          new Program(
              slots,
              List.of(loop),
              List.of(new Program.Origin(new SourcePosition("", 0), "")),
              List.of());
      BoundLoop bound = new BoundLoop(loop, form, streamingBytes);
      Morsel whole = loop.morsels().get(0);
      Morsel part = new Morsel(0, whole.firstRow(), whole.endRow(), rows.from(), whole.to());
      return new Trial(program, bound, part, values, round, inputCount);
    }

    /// Whether the whole space must be one row, as a compaction needs; its first extent is 1 then.
    private boolean hasOneRow() {
      return form.sinks().stream().anyMatch(Sink.Compact.class::isInstance);
    }

    private Operand operand(int index) {
      StorageType storage = form.operandStorage(index);
      List<Long> strides = new ArrayList<>();
      long count =
          switch (form.accesses().get(index)) {
            case SCALAR -> {
              strides.add(1L);
              rows.extents().forEach(_ -> strides.add(0L));
              yield rows.count();
            }
            case CONTIGUOUS -> {
              long stride = rows.length();
              strides.add(stride);
              for (long extent : rows.extents()) {
                stride /= extent;
                strides.add(stride);
              }
              yield rows.elementCount();
            }
            case GATHERED -> gathered(strides);
          };
      slots.add(
          new Slot(
              "operand " + index,
              new ArrayType(storage, Shape.of(count)),
              Slot.Role.INPUT,
              Slot.EXACT));
      return new Operand(index, strides);
    }

    /// Adds strides that read every second element of a row, or a transposed matrix.
    ///
    /// @return the number of elements that the operand needs
    private long gathered(List<Long> strides) {
      long stride = rows.extents().size() == 1 ? 2 : 1;
      long rowElements = stride * rows.length();
      strides.add(rowElements);
      for (long extent : rows.extents()) {
        strides.add(stride);
        stride *= extent;
      }
      return rows.count() * rowElements;
    }

    private static List<Operation> located(List<Operation> operations) {
      return operations.stream()
          .map(
              operation ->
                  operation instanceof Operation.Binary binary
                          && Fault.isPossible(binary, operations)
                      ? new Operation.Binary(
                          binary.operation(), binary.left(), binary.right(), binary.type(), 0)
                      : operation)
          .toList();
    }

    private Sink sink(Sink sink) {
      return switch (sink) {
        case Sink.Store(int value, int _) ->
            new Sink.Store(value, result(form.type(value), rows.elementCount(), Slot.EXACT));
        case Sink.Reduce(Reduction reduction, int value, int mask, int _, int _) ->
            new Sink.Reduce(
                reduction,
                value,
                mask,
                result(reduced(reduction, form.type(value)), rows.count(), Slot.EXACT),
                0);
        case Sink.Compact(int mask, List<Sink.Column> columns, int _) -> {
          int count = result(DataType.INT64, 1, Slot.EXACT);
          yield new Sink.Compact(
              mask,
              columns.stream()
                  .map(
                      column ->
                          new Sink.Column(
                              column.value(),
                              result(form.type(column.value()), rows.elementCount(), count)))
                  .toList(),
              count);
        }
      };
    }

    private static DataType reduced(Reduction reduction, DataType type) {
      return switch (reduction) {
        case ARG_MINIMUM, ARG_MAXIMUM -> DataType.INT64;
        case MEAN, MEAN_RESIDUAL -> DataType.FLOAT64;
        case SUM, CHECKED_SUM, PRODUCT, CHECKED_PRODUCT, MINIMUM, MAXIMUM, ANY, ALL -> type;
      };
    }

    private int result(DataType type, long count, int countSlot) {
      String name = "result " + slots.size();
      slots.add(new Slot(name, type, Shape.of(count), Slot.Role.RESULT, countSlot));
      return slots.size() - 1;
    }
  }
}

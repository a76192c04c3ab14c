package io.parallax.compute;

import io.parallax.array.NDArray;
import io.parallax.error.SourcePosition;
import io.parallax.program.Comparison;
import io.parallax.program.Domain;
import io.parallax.program.Loop;
import io.parallax.program.Operand;
import io.parallax.program.Operation;
import io.parallax.program.Program;
import io.parallax.program.Reduction;
import io.parallax.program.Sink;
import io.parallax.program.Slot;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import io.parallax.type.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The program that reduces an array to its [Summary]: one loop, one pass.
final class SummaryProgram {
  private static final int ORIGIN = 0;

  private final DataType type;
  private final long count;
  private final List<Slot> slots = new ArrayList<>();
  private final List<Operation> operations = new ArrayList<>();
  private final List<Sink> sinks = new ArrayList<>();
  private final Program program;

  /// @param count the array's elements
  SummaryProgram(DataType type, long count) {
    this.type = type;
    this.count = count;
    slots.add(new Slot("x", type, Shape.of(count), Slot.Role.INPUT, Slot.EXACT));
    int x = add(new Operation.Load(0, type));
    switch (type) {
      case BOOL -> reduce(Reduction.SUM, widened(x, DataType.INT64), DataType.INT64);
      case INT32, INT64 -> numbers(widened(x, DataType.INT64));
      case FLOAT32, FLOAT64 -> floats(widened(x, DataType.FLOAT64));
    }
    Domain domain = Domain.whole(Shape.of(count));
    Loop loop =
        new Loop(
            domain.space(),
            domain.extents(),
            1,
            List.of(new Operand(0, List.of(count == 1 ? 0L : 1L))),
            operations,
            sinks);
    program =
        new Program(
            slots,
            List.of(loop),
            List.of(new Program.Origin(new SourcePosition("", ORIGIN), "")),
            List.of());
  }

  Program program() {
    return program;
  }

  /// The slots of the reductions, in order.
  List<Slot> results() {
    return slots.subList(1, slots.size());
  }

  /// @param results the finished reductions: the arrays of [#results]
  Summary summary(List<NDArray> results) {
    return switch (type) {
      case BOOL -> new Summary.Bools(count, results.getFirst().longAt(0));
      case INT32, INT64 -> new Summary.Numbers(count, 0, Optional.of(range(results)));
      case FLOAT32, FLOAT64 -> {
        long numberCount = results.getLast().longAt(0);
        yield new Summary.Numbers(
            count,
            count - numberCount,
            numberCount == 0 ? Optional.empty() : Optional.of(range(results)));
      }
    };
  }

  private Summary.Range range(List<NDArray> results) {
    return new Summary.Range(
        element(results.get(0)), element(results.get(1)), results.get(2).doubleAt(0));
  }

  private Scalar element(NDArray extreme) {
    return switch (type) {
      case BOOL, INT32, INT64 -> new Scalar(type, extreme.longAt(0));
      case FLOAT32 -> Scalar.of((float) extreme.doubleAt(0));
      case FLOAT64 -> Scalar.of(extreme.doubleAt(0));
    };
  }

  private void numbers(int x) {
    reduce(Reduction.MINIMUM, x, DataType.INT64);
    reduce(Reduction.MAXIMUM, x, DataType.INT64);
    reduce(Reduction.MEAN, x, DataType.FLOAT64);
  }

  /// NaN is replaced where the least and the greatest are looked for, and left out of the mean.
  private void floats(int x) {
    int isNumber = add(new Operation.Compare(Comparison.EQUAL, x, x, DataType.FLOAT64));
    int most = add(new Operation.Constant(Scalar.of(Double.POSITIVE_INFINITY)));
    int least = add(new Operation.Constant(Scalar.of(Double.NEGATIVE_INFINITY)));
    reduce(Reduction.MINIMUM, numberOr(most, isNumber, x), DataType.FLOAT64);
    reduce(Reduction.MAXIMUM, numberOr(least, isNumber, x), DataType.FLOAT64);
    reduce(Reduction.MEAN, x, isNumber, DataType.FLOAT64);
    int one = add(new Operation.Convert(isNumber, DataType.BOOL, DataType.INT64));
    reduce(Reduction.SUM, one, DataType.INT64);
  }

  private int numberOr(int other, int isNumber, int x) {
    return add(new Operation.Select(isNumber, x, other, DataType.FLOAT64));
  }

  private int widened(int x, DataType wide) {
    return type == wide ? x : add(new Operation.Convert(x, type, wide));
  }

  private void reduce(Reduction reduction, int value, DataType result) {
    reduce(reduction, value, Sink.NO_MASK, result);
  }

  private void reduce(Reduction reduction, int value, int mask, DataType result) {
    String name = "r" + slots.size();
    slots.add(new Slot(name, result, Shape.SCALAR, Slot.Role.INTERMEDIATE, Slot.EXACT));
    sinks.add(new Sink.Reduce(reduction, value, mask, slots.size() - 1, ORIGIN));
  }

  private int add(Operation operation) {
    operations.add(operation);
    return operations.size() - 1;
  }
}

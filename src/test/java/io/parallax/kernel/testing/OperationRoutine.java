package io.parallax.kernel.testing;

import io.parallax.error.SourcePosition;
import io.parallax.program.Invocation;
import io.parallax.program.Operand;
import io.parallax.program.Operation;
import io.parallax.program.Program;
import io.parallax.program.Routine;
import io.parallax.program.Slot;
import io.parallax.program.Space;
import io.parallax.program.Statement;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// A routine of one operation on its parameters, with many values for them. Failures are collected.
final class OperationRoutine {
  private static final int ITEMS = 2_000;

  private OperationRoutine() {}

  static RoutineCase of(OperationKind kind) {
    int operands = kind.operands().size();
    List<Integer> places = IntStream.range(0, operands).boxed().toList();
    List<Operation> operations = new ArrayList<>();
    places.forEach(at -> operations.add(new Operation.Load(at, kind.operands().get(at))));
    operations.add(kind.on(places, 0));
    List<DataType> variables = new ArrayList<>(kind.operands());
    variables.add(operations.getLast().type());
    String name = kind.operation().toString();
    Routine routine =
        new Routine(
            "one",
            variables,
            places,
            List.of(),
            List.of(),
            List.of(operands),
            List.of(
                new Statement.Compute(
                    operations, List.of(new Statement.Write(operands, operands)))),
            1);
    Shape shape = Shape.of(ITEMS);
    List<Slot> slots = new ArrayList<>();
    Map<String, TestArray> inputs = new LinkedHashMap<>();
    for (int at : places) {
      TestArray values = Samples.of(kind.operands().get(at), shape, at + 1);
      slots.add(new Slot("x" + at, values.arrayType(), Slot.Role.INPUT, Slot.EXACT));
      inputs.put("x" + at, values);
    }
    DataType result = variables.getLast();
    slots.add(new Slot("result", result, shape, Slot.Role.RESULT, Slot.EXACT));
    slots.add(new Slot("failures", DataType.INT64, shape, Slot.Role.RESULT, Slot.EXACT));
    Invocation invocation =
        new Invocation(
            routine,
            new Space(shape, List.of(0)),
            shape.extents(),
            places.stream().map(at -> new Operand(at, List.of(1L))).toList(),
            Invocation.EVERY_ITEM,
            List.of(),
            List.of(operands),
            operands + 1,
            List.of(0),
            0);
    return new RoutineCase(
        name,
        new Program(
            slots,
            List.of(invocation),
            List.of(new Program.Origin(new SourcePosition(name, 0), "/functions")),
            List.of(
                new Program.Result("result", operands),
                new Program.Result("failures", operands + 1))),
        inputs);
  }
}

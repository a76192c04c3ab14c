package io.parallax.kernel.vector;

import io.parallax.error.SourcePosition;
import io.parallax.kernel.EngineCase;
import io.parallax.kernel.TestArray;
import io.parallax.program.Loop;
import io.parallax.program.Operand;
import io.parallax.program.Operation;
import io.parallax.program.Program;
import io.parallax.program.Sink;
import io.parallax.program.Slot;
import io.parallax.program.Space;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Builds programs of one loop.
final class OneLoop {
  private final Shape shape;
  private final int rowRank;
  private final List<Slot> slots = new ArrayList<>();
  private final Map<String, TestArray> inputs = new LinkedHashMap<>();
  private final List<Operand> operands = new ArrayList<>();
  private final List<Operation> operations = new ArrayList<>();
  private final List<Sink> sinks = new ArrayList<>();
  private final List<Program.Result> results = new ArrayList<>();

  /// @param rowRank trailing dimensions that form a row
  OneLoop(Shape shape, int rowRank) {
    this.shape = shape;
    this.rowRank = rowRank;
  }

  /// One operation on whole arrays of one length, whose operands are the arrays in order.
  static EngineCase of(Operation operation, TestArray... arrays) {
    OneLoop loop = new OneLoop(arrays[0].arrayType().shape(), 1);
    for (TestArray array : arrays) {
      loop.load(array, List.of(array.arrayType().shape().isScalar() ? 0L : 1L));
    }
    return loop.store(loop.add(operation)).build(operation.toString());
  }

  int load(TestArray array, List<Long> strides) {
    String name = "in" + slots.size();
    DataType type = array.arrayType().type();
    slots.add(new Slot(name, type, array.arrayType().shape(), Slot.Role.INPUT, Slot.EXACT));
    inputs.put(name, array);
    operands.add(new Operand(slots.size() - 1, strides));
    return add(new Operation.Load(operands.size() - 1, type));
  }

  int add(Operation operation) {
    operations.add(operation);
    return operations.size() - 1;
  }

  int size() {
    return operations.size();
  }

  DataType type(int operation) {
    return operations.get(operation).type();
  }

  OneLoop store(int value) {
    sinks.add(new Sink.Store(value, result(type(value), shape, Slot.EXACT)));
    return this;
  }

  OneLoop sink(Sink sink) {
    sinks.add(sink);
    return this;
  }

  /// A new result slot.
  int result(DataType type, Shape resultShape, int countSlot) {
    String name = "out" + slots.size();
    slots.add(new Slot(name, type, resultShape, Slot.Role.RESULT, countSlot));
    results.add(new Program.Result(name, slots.size() - 1));
    return slots.size() - 1;
  }

  Loop loop() {
    List<Integer> order = IntStream.range(0, shape.rank()).boxed().toList();
    return new Loop(new Space(shape, order), shape.extents(), rowRank, operands, operations, sinks);
  }

  EngineCase build(String name) {
    Program.Origin origin = new Program.Origin(new SourcePosition("", 0), "");
    return new EngineCase(
        name, new Program(slots, List.of(loop()), List.of(origin), results), inputs);
  }
}

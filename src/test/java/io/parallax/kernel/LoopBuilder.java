package io.parallax.kernel;

import io.parallax.error.SourcePosition;
import io.parallax.program.Loop;
import io.parallax.program.Operand;
import io.parallax.program.Operation;
import io.parallax.program.Program;
import io.parallax.program.Sink;
import io.parallax.program.Slot;
import io.parallax.program.Space;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Builds programs of one loop operation by operation, to reach what no expression is lowered to.
final class LoopBuilder {
  /// The origin that faulting operations and reductions may name.
  static final int ORIGIN = 0;

  private final Shape shape;
  private final int rowRank;
  private final List<Slot> slots = new ArrayList<>();
  private final Map<String, TestArray> inputs = new LinkedHashMap<>();
  private final List<Operand> operands = new ArrayList<>();
  private final List<Operation> operations = new ArrayList<>();
  private final List<Sink> sinks = new ArrayList<>();
  private final List<Program.Result> results = new ArrayList<>();

  /// @param rowRank trailing dimensions of the shape that form a row
  LoopBuilder(Shape shape, int rowRank) {
    this.shape = shape;
    this.rowRank = rowRank;
  }

  static LoopBuilder vector(long length) {
    return new LoopBuilder(Shape.of(length), 1);
  }

  /// Loads a new input, contiguous, or broadcast when it has no dimensions.
  int load(TestArray array) {
    List<Long> strides = new ArrayList<>();
    long stride = 1;
    for (long extent : shape.extents().reversed()) {
      strides.addFirst(array.arrayType().shape().isScalar() ? 0 : stride);
      stride *= extent;
    }
    return load(array, strides);
  }

  /// Loads a new input by strides.
  int load(TestArray array, List<Long> strides) {
    ArrayType type = array.arrayType();
    String name = "in" + slots.size();
    slots.add(new Slot(name, type.type(), type.shape(), Slot.Role.INPUT, Slot.EXACT));
    inputs.put(name, array);
    operands.add(new Operand(slots.size() - 1, strides));
    return add(new Operation.Load(operands.size() - 1, type.type()));
  }

  int add(Operation operation) {
    operations.add(operation);
    return operations.size() - 1;
  }

  LoopBuilder sink(Sink sink) {
    sinks.add(sink);
    return this;
  }

  LoopBuilder store(int value) {
    return sink(new Sink.Store(value, result(type(value), shape)));
  }

  /// A new result slot.
  int result(DataType type, Shape resultShape) {
    return result(new Slot("out" + slots.size(), type, resultShape, Slot.Role.RESULT, Slot.EXACT));
  }

  int result(Slot slot) {
    slots.add(slot);
    results.add(new Program.Result(slot.name(), slots.size() - 1));
    return slots.size() - 1;
  }

  DataType type(int operation) {
    return operations.get(operation).type();
  }

  EngineCase build(String name) {
    Space space = new Space(shape, IntStream.range(0, shape.rank()).boxed().toList());
    Loop loop = new Loop(space, shape.extents(), rowRank, operands, operations, sinks);
    Program.Origin origin = new Program.Origin(new SourcePosition(name, 0), "/expression");
    return new EngineCase(
        name, new Program(slots, List.of(loop), List.of(origin), results), inputs);
  }
}

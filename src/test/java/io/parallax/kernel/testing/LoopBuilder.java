package io.parallax.kernel.testing;

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
public final class LoopBuilder {
  /// An origin that faulting operations and reductions may name.
  public static final int ORIGIN = 0;

  private final Shape shape;
  private final int rowRank;
  private final List<Slot> slots = new ArrayList<>();
  private final Map<String, TestArray> inputs = new LinkedHashMap<>();
  private final List<Operand> operands = new ArrayList<>();
  private final List<Operation> operations = new ArrayList<>();
  private final List<Sink> sinks = new ArrayList<>();
  private final List<Program.Result> results = new ArrayList<>();
  private int origins = ORIGIN + 1;

  /// @param rowRank trailing dimensions of the shape that form a row
  public LoopBuilder(Shape shape, int rowRank) {
    this.shape = shape;
    this.rowRank = rowRank;
  }

  public static LoopBuilder vector(long length) {
    return new LoopBuilder(Shape.of(length), 1);
  }

  /// One operation on whole arrays of one length, whose operands are the arrays in order.
  public static EngineCase of(Operation operation, TestArray... arrays) {
    LoopBuilder loop = new LoopBuilder(arrays[0].arrayType().shape(), 1);
    for (TestArray array : arrays) {
      loop.load(array);
    }
    return loop.store(loop.add(operation)).build(operation.toString());
  }

  /// Loads a new input, contiguous, or broadcast when it has no dimensions.
  public int load(TestArray array) {
    List<Long> strides = new ArrayList<>();
    long stride = 1;
    for (long extent : shape.extents().reversed()) {
      strides.addFirst(array.arrayType().shape().isScalar() ? 0 : stride);
      stride *= extent;
    }
    return load(array, strides);
  }

  /// Loads a new input by strides.
  public int load(TestArray array, List<Long> strides) {
    ArrayType type = array.arrayType();
    String name = "in" + slots.size();
    slots.add(new Slot(name, type, Slot.Role.INPUT, Slot.EXACT));
    inputs.put(name, array);
    operands.add(new Operand(slots.size() - 1, strides));
    return add(new Operation.Load(operands.size() - 1, type.storage()));
  }

  public int add(Operation operation) {
    operations.add(operation);
    return operations.size() - 1;
  }

  public LoopBuilder sink(Sink sink) {
    sinks.add(sink);
    return this;
  }

  public LoopBuilder store(int value) {
    return sink(new Sink.Store(value, result(type(value), shape)));
  }

  /// A new result slot.
  public int result(DataType type, Shape resultShape) {
    return result(type, resultShape, Slot.EXACT);
  }

  /// A new result slot.
  ///
  /// @param countSlot as of [Slot]
  public int result(DataType type, Shape resultShape, int countSlot) {
    String name = "out" + slots.size();
    slots.add(new Slot(name, type, resultShape, Slot.Role.RESULT, countSlot));
    results.add(new Program.Result(name, slots.size() - 1));
    return slots.size() - 1;
  }

  /// Another origin.
  public int origin() {
    return origins++;
  }

  /// How many operations there are.
  public int size() {
    return operations.size();
  }

  public boolean isLoad(int operation) {
    return operations.get(operation) instanceof Operation.Load;
  }

  public int sinkCount() {
    return sinks.size();
  }

  public DataType type(int operation) {
    return operations.get(operation).type();
  }

  public Loop loop() {
    Space space = new Space(shape, IntStream.range(0, shape.rank()).boxed().toList());
    return new Loop(space, shape.extents(), rowRank, operands, operations, sinks);
  }

  public EngineCase build(String name) {
    SourcePosition position = new SourcePosition(name, 0);
    List<Program.Origin> places =
        IntStream.range(0, origins)
            .mapToObj(at -> new Program.Origin(position, "/origins/" + at))
            .toList();
    return new EngineCase(name, new Program(slots, List.of(loop()), places, results), inputs);
  }
}

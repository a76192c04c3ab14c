package io.parallax.kernel.testing;

import io.parallax.language.MathFunction;
import io.parallax.mathematics.Mathematics;
import io.parallax.program.BinaryOperation;
import io.parallax.program.Comparison;
import io.parallax.program.Graph;
import io.parallax.program.Node;
import io.parallax.program.Operation;
import io.parallax.program.Statement;
import io.parallax.program.Table;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import io.parallax.type.Shape;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;

/// The operations of one [Statement.Compute] of a random routine.
final class RandomLines {
  private static final List<Table> TABLES =
      List.of(
          Table.of("doubles", 0.5, -0.0, Double.NaN, 1e300),
          Table.of("floats", 1f, -2f),
          Table.of("longs", 1L, -1L, Long.MIN_VALUE, 7L, 8L, 9L, 10L, 11L),
          Table.of("ints", 3, Integer.MAX_VALUE));

  private static final List<MathFunction> FUNCTIONS = List.of(MathFunction.values());

  private final SplittableRandom random;
  private final RandomInputs constants;
  private final List<DataType> variables;
  private final List<Integer> readable;
  private final IntSupplier origins;
  private final boolean mayFault;
  private final List<Operation> operations = new ArrayList<>();

  /// @param variables the types of all variables
  /// @param readable those that hold something
  /// @param origins gives a new place
  /// @param mayFault whether operations may fault
  RandomLines(
      SplittableRandom random,
      List<DataType> variables,
      List<Integer> readable,
      IntSupplier origins,
      boolean mayFault) {
    this.random = random;
    this.constants = new RandomInputs(random);
    this.variables = variables;
    this.readable = readable;
    this.origins = origins;
    this.mayFault = mayFault;
  }

  /// The statement that writes these operations to these variables.
  Statement.Compute write(List<Integer> targets, List<Integer> values) {
    return new Statement.Compute(
        operations,
        IntStream.range(0, targets.size())
            .mapToObj(at -> new Statement.Write(targets.get(at), values.get(at)))
            .toList());
  }

  int add(Operation operation) {
    operations.add(operation);
    return operations.size() - 1;
  }

  int load(int variable) {
    return add(new Operation.Load(variable, variables.get(variable)));
  }

  int constant(Scalar value) {
    return add(new Operation.Constant(value));
  }

  int constant(long value) {
    return constant(Scalar.of(value));
  }

  int binary(BinaryOperation operation, int left, int right) {
    DataType type = operations.get(left).type();
    return add(new Operation.Binary(operation, left, right, type, origins.getAsInt()));
  }

  int compare(Comparison comparison, int left, int right) {
    return add(new Operation.Compare(comparison, left, right, operations.get(left).type()));
  }

  /// A number from 0 to a power of two less 1.
  int below(int power) {
    return binary(BinaryOperation.AND, operand(DataType.INT64), constant(power - 1L));
  }

  void addSomething() {
    switch (random.nextInt(12)) {
      case 0 -> addAny(OperationKind.UNARY);
      case 1 -> addAny(OperationKind.COMPARE);
      case 2 -> addAny(OperationKind.SELECT);
      case 3 -> addAny(OperationKind.CONVERT);
      case 4 -> addAny(random.nextBoolean() ? OperationKind.REINTERPRET : OperationKind.FUSED);
      case 5 -> {
        Table table = TABLES.get(random.nextInt(TABLES.size()));
        add(new Operation.Lookup(table, operand(table.indexType())));
      }
      default -> addAny(OperationKind.BINARY);
    }
  }

  /// The operations of a function of mathematics.
  void addFunction() {
    DataType type = random.nextInt(4) == 0 ? DataType.FLOAT32 : DataType.FLOAT64;
    MathFunction function = FUNCTIONS.get(random.nextInt(FUNCTIONS.size()));
    Graph graph = new Graph();
    List<Integer> inputs =
        IntStream.range(0, function.parameters().size())
            .map(at -> graph.add(new Node.Input("x" + at, type, Shape.SCALAR)))
            .boxed()
            .toList();
    int result = Mathematics.node(graph, function, inputs);
    BitSet needed = new BitSet();
    needed.set(result);
    for (int id = result; id >= 0; id = needed.previousSetBit(id - 1)) {
      if (graph.node(id) instanceof Node.Element element) {
        element.operation().operands().forEach(needed::set);
      }
    }
    Map<Integer, Integer> places = new HashMap<>();
    inputs.forEach(input -> places.put(input, operand(type)));
    for (int id : needed.stream().toArray()) {
      if (graph.node(id) instanceof Node.Element element) {
        places.put(id, add(element.operation().onOperands(places::get)));
      }
    }
  }

  private void addAny(List<OperationKind> kinds) {
    OperationKind kind = kinds.get(random.nextInt(kinds.size()));
    List<Integer> given = new ArrayList<>();
    kind.operands().forEach(type -> given.add(operand(type)));
    if (kind.operation() instanceof Operation.Reinterpret) {
      given.set(0, withoutNan(given.getFirst()));
    } else if (kind.canFault() && !(mayFault && random.nextInt(3) == 0)) {
      makeHarmless((Operation.Binary) kind.operation(), given);
    }
    add(kind.on(given, kind.canFault() ? origins.getAsInt() : Operation.NO_ORIGIN));
  }

  private void makeHarmless(Operation.Binary operation, List<Integer> given) {
    DataType type = operation.type();
    int half = constant(new Scalar(type, type.byteWidth() * Byte.SIZE / 2 + 2));
    if (OperationCases.canOverflow(operation.operation())) {
      given.set(0, binary(BinaryOperation.SHIFT_RIGHT, given.getFirst(), half));
    }
    int right = given.getLast();
    given.set(
        1,
        switch (operation.operation()) {
          case FLOOR_DIVIDE, FLOOR_MODULO ->
              random.nextBoolean()
                  ? constant(
                      new Scalar(
                          type,
                          random.nextBoolean() ? random.nextInt(1, 100) : random.nextInt(-100, 0)))
                  : binary(BinaryOperation.OR, right, constant(new Scalar(type, 1)));
          case INTEGER_POWER, SHIFT_LEFT, SHIFT_RIGHT ->
              binary(BinaryOperation.AND, right, constant(new Scalar(type, 127)));
          case INTEGER_POWER_EXACT, SHIFT_LEFT_EXACT ->
              binary(BinaryOperation.AND, right, constant(new Scalar(type, 1)));
          case ADD_EXACT, SUBTRACT_EXACT, MULTIPLY_EXACT ->
              binary(BinaryOperation.SHIFT_RIGHT, right, half);
          case ADD, SUBTRACT, MULTIPLY, MULTIPLY_EXCESS, DIVIDE, REMAINDER -> right;
          case AND, OR, XOR, MINIMUM, MAXIMUM -> right;
        });
  }

  /// The value, or 0 where it is NaN: no bits of a NaN are to be looked at.
  private int withoutNan(int value) {
    DataType type = operations.get(value).type();
    if (!type.isFloating()) {
      return value;
    }
    int zero = constant(new Scalar(type, 0));
    return add(new Operation.Select(compare(Comparison.EQUAL, value, value), value, zero, type));
  }

  /// A value of a type: a recent one, a variable, a constant or a converted one.
  int operand(DataType type) {
    List<Integer> known =
        IntStream.range(0, operations.size())
            .filter(at -> operations.get(at).type() == type)
            .boxed()
            .toList();
    List<Integer> loadable =
        readable.stream().filter(variable -> variables.get(variable) == type).toList();
    int kind = random.nextInt(12);
    if (kind < 5 && !known.isEmpty()) {
      return random.nextBoolean() ? known.getLast() : known.get(random.nextInt(known.size()));
    } else if (kind < 10 && !loadable.isEmpty()) {
      return load(loadable.get(random.nextInt(loadable.size())));
    } else if (kind == 10 && !readable.isEmpty()) {
      int other = readable.get(random.nextInt(readable.size()));
      DataType from = variables.get(other);
      return from == type ? load(other) : add(new Operation.Convert(load(other), from, type));
    }
    return constant(constants.constant(type));
  }
}

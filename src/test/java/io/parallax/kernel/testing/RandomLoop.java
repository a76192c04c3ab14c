package io.parallax.kernel.testing;

import io.parallax.program.BinaryOperation;
import io.parallax.program.Comparison;
import io.parallax.program.Likelihood;
import io.parallax.program.Operation;
import io.parallax.program.Table;
import io.parallax.program.UnaryOperation;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import io.parallax.type.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/// A loop of random operations: no expression is lowered to most of them.
///
/// What its code depends on (operations, sinks, how arrays are read) is drawn from one source of
/// randomness, what it does not (extents, values) from another.
final class RandomLoop {
  private static final List<DataType> TYPES = List.of(DataType.values());
  private static final List<DataType> NUMBERS = TYPES.subList(1, TYPES.size());
  private static final int LARGEST_TABLE = Integer.numberOfTrailingZeros(Table.MOST_ELEMENTS);

  private final SplittableRandom random;
  private final RandomValues values;
  private final LoopBuilder loop;
  private final boolean mayFault;

  private RandomLoop(SplittableRandom random, RandomValues values) {
    this.random = random;
    this.values = values;
    loop = values.loop();
    mayFault = random.nextInt(3) == 0;
  }

  /// A random loop with its inputs.
  ///
  /// @param code source of what code depends on
  /// @param data source of extents and values
  public static EngineCase next(String name, SplittableRandom code, SplittableRandom data) {
    int size = size(code);
    boolean compacts = code.nextInt(5) == 0;
    RandomSpace any = RandomSpace.next(code.split(), data, size);
    RandomSpace space = compacts ? any.asRow() : any;
    RandomValues values = new RandomValues(code, data, space);
    new RandomLoop(code, values).addOperations(size);
    new RandomSinks(code, values.loop(), space, values.unused()).add(compacts);
    return values
        .loop()
        .build(name + ": " + values.loop().size() + " operations over " + space.shape());
  }

  /// How many operations, inputs included. Mostly few: they take less time to compile.
  private static int size(SplittableRandom random) {
    int kind = random.nextInt(2_000);
    if (kind < 6) {
      return random.nextInt(1_000, 4_000);
    } else if (kind < 16) {
      return random.nextInt(100, 500);
    } else if (kind < 150) {
      return random.nextInt(20, 60);
    }
    return random.nextInt(3, 25);
  }

  private void addOperations(int count) {
    for (int input = random.nextInt(1, 5); input > 0; input--) {
      values.addInput(pick(TYPES));
    }
    if (random.nextInt(4) == 0) {
      values.add(new Operation.Position());
    }
    while (loop.size() < count) {
      addSomething();
    }
  }

  private void addSomething() {
    switch (random.nextInt(14)) {
      case 0 -> addBoolAsNumber();
      case 1 -> addChoice();
      case 2 -> addRareRegion();
      case 3 -> addLookup();
      case 4 -> addAny(OperationKind.UNARY);
      case 5 -> addAny(OperationKind.COMPARE);
      case 6 -> addAny(OperationKind.SELECT);
      case 7 -> addAny(OperationKind.CONVERT);
      case 8 -> addAny(random.nextBoolean() ? OperationKind.REINTERPRET : OperationKind.FUSED);
      default -> addAny(OperationKind.BINARY);
    }
  }

  private int addAny(List<OperationKind> kinds) {
    OperationKind kind = pick(kinds);
    for (int attempt = 0; attempt < 3 && !values.hasAll(kind.operands()); attempt++) {
      kind = pick(kinds);
    }
    return add(kind, values.operands(kind.operands()));
  }

  private int add(OperationKind kind, List<Integer> operands) {
    List<Integer> given = new ArrayList<>(operands);
    if (kind.operation() instanceof Operation.Reinterpret) {
      given.set(0, withoutNan(given.getFirst()));
    } else if (kind.canFault() && !(mayFault && random.nextBoolean())) {
      Operation.Binary binary = (Operation.Binary) kind.operation();
      if (OperationCases.canOverflow(binary.operation())) {
        given.set(
            0,
            random.nextInt(8) == 0
                ? values.constant(new Scalar(binary.type(), random.nextInt(-100, 100)))
                : small(given.getFirst(), binary.type()));
      }
      given.set(1, harmless(binary, given.getLast()));
    }
    return values.add(kind.on(given, kind.canFault() ? loop.origin() : Operation.NO_ORIGIN));
  }

  /// The value, or 0 where it is NaN: no bits of a NaN are to be looked at.
  private int withoutNan(int value) {
    DataType type = loop.type(value);
    if (!type.isFloating()) {
      return value;
    }
    int isNumber = values.add(new Operation.Compare(Comparison.EQUAL, value, value, type));
    int zero = values.constant(new Scalar(type, 0));
    return values.add(new Operation.Select(isNumber, value, zero, type));
  }

  /// A value of fewer than half the type's bits, so that products of two fit.
  private int small(int value, DataType type) {
    int dropped = type.byteWidth() * Byte.SIZE / 2 + 2;
    return values.add(
        BinaryOperation.SHIFT_RIGHT, value, values.constant(new Scalar(type, dropped)));
  }

  /// A right operand with which the operation cannot fault, whatever its value; the left one of an
  /// operation that can overflow is small.
  private int harmless(Operation.Binary operation, int right) {
    DataType type = operation.type();
    boolean isConstant = random.nextInt(3) == 0;
    return switch (operation.operation()) {
      case FLOOR_DIVIDE, FLOOR_MODULO ->
          isConstant
              ? values.nonZero(type)
              : values.add(BinaryOperation.OR, right, values.constant(new Scalar(type, 1)));
      case INTEGER_POWER, SHIFT_LEFT, SHIFT_RIGHT -> {
        long most = random.nextBoolean() ? 7 : 2L * type.byteWidth() * Byte.SIZE - 1;
        yield isConstant
            ? values.constant(new Scalar(type, random.nextLong(most + 1)))
            : values.add(BinaryOperation.AND, right, values.constant(new Scalar(type, most)));
      }
      case ADD_EXACT, SUBTRACT_EXACT, MULTIPLY_EXACT ->
          isConstant
              ? values.constant(new Scalar(type, random.nextInt(-100, 100)))
              : small(right, type);
      case INTEGER_POWER_EXACT, SHIFT_LEFT_EXACT ->
          isConstant
              ? values.constant(new Scalar(type, random.nextInt(3)))
              : values.add(BinaryOperation.AND, right, values.constant(new Scalar(type, 1)));
      case ADD, SUBTRACT, MULTIPLY, MULTIPLY_EXCESS, DIVIDE, REMAINDER -> right;
      case AND, OR, XOR, MINIMUM, MAXIMUM -> right;
    };
  }

  /// A comparison or another bool, perhaps negated, used as a number.
  private void addBoolAsNumber() {
    int bool = random.nextBoolean() ? addAny(OperationKind.COMPARE) : values.operand(DataType.BOOL);
    if (random.nextBoolean()) {
      bool = values.add(new Operation.Unary(UnaryOperation.NOT, bool, DataType.BOOL));
    }
    DataType type = pick(NUMBERS);
    int number = values.add(new Operation.Convert(bool, DataType.BOOL, type));
    OperationKind kind = OperationKind.binary(pick(operations(type)), type);
    int other = random.nextBoolean() ? values.constant(type) : values.operand(type);
    boolean isLeft = random.nextBoolean();
    add(kind, isLeft ? List.of(number, other) : List.of(other, number));
  }

  private static List<BinaryOperation> operations(DataType type) {
    return Arrays.stream(BinaryOperation.values())
        .filter(operation -> OperationCases.types(operation).contains(type))
        .toList();
  }

  /// One of two values by how they compare: what minimum, maximum and clipping are written as.
  private void addChoice() {
    DataType type = pick(TYPES);
    List<Integer> both = values.operands(List.of(type, type));
    Comparison comparison = pick(List.of(Comparison.values()));
    int condition =
        values.add(new Operation.Compare(comparison, both.getFirst(), both.getLast(), type));
    List<Integer> turned = random.nextBoolean() ? both : both.reversed();
    values.add(new Operation.Select(condition, turned.getFirst(), turned.getLast(), type));
  }

  /// A chain that is needed where a condition holds, which may be nowhere.
  private void addRareRegion() {
    DataType type = pick(TYPES);
    int usual = values.operand(type);
    int condition = random.nextBoolean() ? values.operand(DataType.BOOL) : rareCondition();
    List<BinaryOperation> harmless =
        operations(type).stream().filter(operation -> !operation.canFault()).toList();
    int rare = usual;
    for (int step = random.nextInt(1, 8); step > 0; step--) {
      int operand = random.nextBoolean() ? usual : values.operand(type);
      int other = random.nextInt(3) == 0 ? values.constant(type) : operand;
      rare = values.add(pick(harmless), rare, other);
    }
    values.add(new Operation.Select(condition, rare, usual, type, Likelihood.RARE));
  }

  private int rareCondition() {
    int x = values.operand(DataType.INT64);
    int constant = values.constant(DataType.INT64);
    return values.add(new Operation.Compare(Comparison.EQUAL, x, constant, DataType.INT64));
  }

  private void addLookup() {
    Table table = table(pick(NUMBERS), 1 << random.nextInt(1, LARGEST_TABLE + 1));
    values.add(new Operation.Lookup(table, values.operand(table.indexType())));
  }

  private Table table(DataType type, int size) {
    long seed = random.nextInt(1_000);
    long[] bits = Samples.of(type, Shape.of(size), seed).bits();
    String name = "samples_" + seed;
    return switch (type) {
      case INT32 -> Table.of(name, LongStream.of(bits).mapToInt(value -> (int) value).toArray());
      case INT64 -> Table.of(name, bits);
      case FLOAT32 -> {
        float[] floats = new float[size];
        for (int at = 0; at < size; at++) {
          floats[at] = Float.intBitsToFloat((int) bits[at]);
        }
        yield Table.of(name, floats);
      }
      case FLOAT64 ->
          Table.of(name, LongStream.of(bits).mapToDouble(Double::longBitsToDouble).toArray());
      case BOOL -> throw new IllegalArgumentException("a table of bools");
    };
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}

package io.parallax.kernel.testing;

import io.parallax.program.BinaryOperation;
import io.parallax.program.Operation;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import io.parallax.type.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// The values of a random loop that is being built, and which of them the next operation takes.
final class RandomValues {
  private final SplittableRandom random;
  private final RandomInputs constants;
  private final RandomInputs inputs;
  private final RandomSpace space;
  private final LoopBuilder loop;

  /// Whether operations mostly take the last value there is.
  private final boolean isChain;

  /// All but the constants, by type.
  private final Map<DataType, List<Integer>> varying = new EnumMap<>(DataType.class);

  /// Those that no operation takes yet.
  private final List<Integer> unused = new ArrayList<>();

  /// @param random source of what code depends on
  /// @param values source of the inputs' values
  public RandomValues(SplittableRandom random, SplittableRandom values, RandomSpace space) {
    this.random = random;
    this.space = space;
    constants = new RandomInputs(random);
    inputs = new RandomInputs(values);
    loop = new LoopBuilder(space.shape(), space.rowRank());
    isChain = random.nextInt(3) == 0;
  }

  public LoopBuilder loop() {
    return loop;
  }

  /// What no operation takes, in order; may be changed.
  public List<Integer> unused() {
    return unused;
  }

  /// Loads an array that is read in order, in another order, repeatedly or with gaps.
  public int addInput(DataType type) {
    List<Integer> all = IntStream.range(0, space.shape().rank()).boxed().toList();
    List<Integer> permuted = new ArrayList<>(all);
    Collections.shuffle(permuted, random.split());
    int outer = space.shape().rank() - space.rowRank();
    int kind = random.nextInt(14);
    List<Integer> dimensions =
        switch (kind) {
          case 0, 1 -> List.of();
          case 2, 3 -> permuted;
          case 4 -> permuted.subList(0, permuted.size() / 2);
          case 5 -> all.subList(0, outer);
          case 6 -> all.subList(outer, all.size());
          default -> all;
        };
    List<Long> strides = space.strides(dimensions, kind == 7 ? 3 : 1);
    Shape shape = dimensions.isEmpty() ? Shape.SCALAR : Shape.of(space.elementsRead(strides));
    return added(loop.load(inputs.next(type, shape), strides));
  }

  public int add(Operation operation) {
    unused.removeAll(operation.operands());
    return added(loop.add(operation));
  }

  public int add(BinaryOperation operation, int left, int right) {
    return add(new Operation.Binary(operation, left, right, loop.type(left), Operation.NO_ORIGIN));
  }

  private int added(int value) {
    varying(loop.type(value)).add(value);
    unused.add(value);
    return value;
  }

  public int constant(DataType type) {
    return constant(constants.constant(type));
  }

  public int constant(Scalar value) {
    return loop.add(new Operation.Constant(value));
  }

  public int nonZero(DataType type) {
    Scalar value = constants.constant(type);
    return constant(value.bits() == 0 ? new Scalar(type, 1) : value);
  }

  public boolean hasAll(List<DataType> types) {
    return types.stream().noneMatch(type -> varying(type).isEmpty());
  }

  /// Values of these types: one constant among several at most, and hardly ever the same twice.
  public List<Integer> operands(List<DataType> types) {
    int constant = random.nextInt(3) == 0 ? random.nextInt(types.size()) : types.size();
    List<Integer> chosen = new ArrayList<>();
    for (DataType type : types) {
      boolean isConstant = chosen.size() == constant && types.size() > 1;
      int value = isConstant ? constant(type) : operand(type);
      boolean isAgain = chosen.contains(value) && random.nextInt(8) > 0;
      chosen.add(isAgain ? another(type, chosen) : value);
    }
    return chosen;
  }

  private int another(DataType type, List<Integer> chosen) {
    List<Integer> others = varying(type).stream().filter(value -> !chosen.contains(value)).toList();
    return others.isEmpty() ? addInput(type) : pick(others);
  }

  /// The last value of the type, one not used yet, or any.
  public int operand(DataType type) {
    List<Integer> known = varying(type);
    if (known.isEmpty()) {
      return addInput(type);
    }
    int kind = random.nextInt(10);
    if (isChain ? kind < 8 : kind < 2) {
      return known.getLast();
    }
    List<Integer> fresh = unused.stream().filter(value -> loop.type(value) == type).toList();
    return pick(fresh.isEmpty() || kind == 9 ? known : fresh);
  }

  private List<Integer> varying(DataType type) {
    return varying.computeIfAbsent(type, _ -> new ArrayList<>());
  }

  private int pick(List<Integer> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}

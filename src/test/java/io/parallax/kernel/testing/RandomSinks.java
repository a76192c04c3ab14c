package io.parallax.kernel.testing;

import io.parallax.program.BinaryOperation;
import io.parallax.program.Comparison;
import io.parallax.program.Operation;
import io.parallax.program.Reduction;
import io.parallax.program.Sink;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import io.parallax.type.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Gives a random loop sinks: first for what nothing uses yet.
///
/// @param unused values of the loop, which are taken out
record RandomSinks(
    SplittableRandom random, LoopBuilder loop, RandomSpace space, List<Integer> unused) {
  private static final int MOST_COLUMNS = 6;
  private static final int MOST_SINKS = 12;

  public void add(boolean compacts) {
    int most = random.nextInt(10) == 0 ? 20 : 3;
    for (int sink = random.nextInt(1, most + 1); sink > 0; sink--) {
      addOne();
    }
    if (compacts) {
      addCompaction();
    }
    if (random.nextInt(4) > 0) {
      storeTheRest();
    }
  }

  public static List<Integer> values(LoopBuilder loop, DataType type) {
    return IntStream.range(0, loop.size())
        .filter(value -> loop.type(value) == type)
        .boxed()
        .toList();
  }

  private void addOne() {
    int value = value();
    if (random.nextBoolean()) {
      loop.store(value);
    } else {
      reduce(value);
    }
  }

  private int value() {
    return unused.isEmpty() ? random.nextInt(loop.size()) : unused.removeLast();
  }

  private void reduce(int any) {
    int value = reducible(any);
    DataType type = loop.type(value);
    Reduction reduction = pick(reductions(type));
    int mask = random.nextBoolean() ? Sink.NO_MASK : mask(reduction);
    int slot = loop.result(slotType(reduction, type), space.rows());
    loop.sink(new Sink.Reduce(reduction, value, mask, slot, loop.origin()));
  }

  /// The value in a type that reductions take.
  private int reducible(int value) {
    DataType from = loop.type(value);
    return switch (from) {
      case BOOL, INT64, FLOAT64 -> value;
      case INT32 -> loop.add(new Operation.Convert(value, from, DataType.INT64));
      case FLOAT32 -> loop.add(new Operation.Convert(value, from, DataType.FLOAT64));
    };
  }

  private static List<Reduction> reductions(DataType type) {
    return Arrays.stream(Reduction.values())
        .filter(reduction -> ReductionCases.accumulated(reduction).contains(type))
        .toList();
  }

  private DataType slotType(Reduction reduction, DataType type) {
    return pick(ReductionCases.slots(reduction, type));
  }

  /// A bool of the loop's, mostly true at the first position of each row for reductions that need
  /// an element.
  private int mask(Reduction reduction) {
    List<Integer> bools = values(loop, DataType.BOOL);
    int mask = bools.isEmpty() ? compared() : pick(bools);
    boolean needsOne =
        switch (reduction) {
          case MINIMUM, MAXIMUM, ARG_MINIMUM, ARG_MAXIMUM -> random.nextInt(8) > 0;
          case SUM, CHECKED_SUM, MEAN, MEAN_RESIDUAL, PRODUCT, CHECKED_PRODUCT, ANY, ALL -> false;
        };
    return needsOne ? orFirst(mask) : mask;
  }

  private int compared() {
    int value = random.nextInt(loop.size());
    int other = pick(values(loop, loop.type(value)));
    return loop.add(new Operation.Compare(Comparison.LESS_EQUAL, value, other, loop.type(value)));
  }

  private int orFirst(int mask) {
    int position = loop.add(new Operation.Position());
    int zero = loop.add(new Operation.Constant(Scalar.of(0L)));
    int first = loop.add(new Operation.Compare(Comparison.EQUAL, position, zero, DataType.INT64));
    return loop.add(
        new Operation.Binary(BinaryOperation.OR, first, mask, DataType.BOOL, Operation.NO_ORIGIN));
  }

  private void addCompaction() {
    int mask = mask(Reduction.ANY);
    int count = loop.result(DataType.INT64, Shape.SCALAR);
    Shape capacity = Shape.of(space.elementCount());
    List<Sink.Column> columns = new ArrayList<>();
    for (int column = random.nextInt(MOST_COLUMNS); column > 0; column--) {
      int value = value();
      columns.add(new Sink.Column(value, loop.result(loop.type(value), capacity, count)));
    }
    loop.sink(new Sink.Compact(mask, columns, count));
  }

  /// Stores what is left but loads; of very much, what is left of each type together.
  private void storeTheRest() {
    unused.removeIf(loop::isLoad);
    while (!unused.isEmpty() && loop.sinkCount() < MOST_SINKS) {
      loop.store(value());
    }
    for (DataType type : DataType.values()) {
      BinaryOperation operation = type.isFloating() ? BinaryOperation.ADD : BinaryOperation.XOR;
      unused.stream()
          .filter(value -> loop.type(value) == type)
          .reduce(
              (left, right) ->
                  loop.add(new Operation.Binary(operation, left, right, type, Operation.NO_ORIGIN)))
          .ifPresent(loop::store);
    }
    unused.clear();
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}

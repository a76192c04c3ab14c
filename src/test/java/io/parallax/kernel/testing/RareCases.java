package io.parallax.kernel.testing;

import io.parallax.program.BinaryOperation;
import io.parallax.program.Comparison;
import io.parallax.program.Likelihood;
import io.parallax.program.Operation;
import io.parallax.program.UnaryOperation;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import io.parallax.type.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Selects with a region that engines may skip, where the condition holds nowhere, at some
/// positions, and everywhere.
final class RareCases {
  private static final DataType FLOAT64 = DataType.FLOAT64;

  /// Everywhere, nowhere, and so rarely that whole blocks are without.
  private static final List<Long> PERIODS = List.of(1L, 2_000L, Long.MAX_VALUE);

  private final long length;

  public RareCases(long length) {
    this.length = length;
  }

  public Stream<EngineCase> all() {
    return PERIODS.stream()
        .flatMap(
            period ->
                Stream.concat(
                    Arrays.stream(DataType.values()).map(type -> ofType(type, period)),
                    Stream.of(
                        ofArray(period),
                        ofConstant(period),
                        kept(period),
                        nested(period),
                        chained(period),
                        reduced(period))));
  }

  /// A region on values of any type.
  private EngineCase ofType(DataType type, long period) {
    LoopBuilder loop = LoopBuilder.vector(length);
    int x = loop.load(Samples.of(type, Shape.of(length), 1));
    int y = loop.load(Samples.of(type, Shape.of(length), 2));
    int condition = condition(loop, period, 3);
    int usual = select(loop, condition, x, y, Likelihood.UNKNOWN);
    int rare = y;
    for (int step = 0; step < 5; step++) {
      rare = combined(loop, rare, x);
    }
    return loop.store(select(loop, condition, rare, usual, Likelihood.RARE))
        .build("region of " + type + " every " + period);
  }

  private int combined(LoopBuilder loop, int x, int y) {
    DataType type = loop.type(x);
    BinaryOperation operation =
        type == DataType.BOOL ? BinaryOperation.XOR : BinaryOperation.SUBTRACT;
    return loop.add(new Operation.Binary(operation, x, y, type, Operation.NO_ORIGIN));
  }

  /// What is taken usually is an input, which must not be written to.
  private EngineCase ofArray(long period) {
    LoopBuilder loop = LoopBuilder.vector(length);
    int x = loop.load(Samples.of(FLOAT64, Shape.of(length), 1));
    int condition = condition(loop, period, 2);
    int chosen = select(loop, condition, region(loop, x, 6), x, Likelihood.RARE);
    return loop.store(negated(loop, chosen)).store(chosen).build("array every " + period);
  }

  private EngineCase ofConstant(long period) {
    LoopBuilder loop = LoopBuilder.vector(length);
    int x = loop.load(Samples.of(FLOAT64, Shape.of(length), 1));
    int condition = condition(loop, period, 2);
    int seven = loop.add(new Operation.Constant(Scalar.of(7.0)));
    int chosen = select(loop, condition, region(loop, x, 6), seven, Likelihood.RARE);
    int constants = select(loop, condition, seven, x, Likelihood.RARE);
    return loop.store(chosen).store(constants).build("constant every " + period);
  }

  /// What is taken usually is stored, too, and so is the condition.
  private EngineCase kept(long period) {
    LoopBuilder loop = LoopBuilder.vector(length);
    int x = loop.load(Samples.of(FLOAT64, Shape.of(length), 1));
    int condition = condition(loop, period, 2);
    int usual = negated(loop, x);
    int chosen = select(loop, condition, region(loop, x, 6), usual, Likelihood.RARE);
    return loop.store(chosen)
        .store(usual)
        .store(condition)
        .store(combined(loop, chosen, usual))
        .build("kept every " + period);
  }

  /// A region at the start of a region, and one at its end.
  private EngineCase nested(long period) {
    LoopBuilder loop = LoopBuilder.vector(length);
    int x = loop.load(Samples.of(FLOAT64, Shape.of(length), 1));
    int outer = condition(loop, period, 2);
    int first = condition(loop, 3, 3);
    int second = condition(loop, period, 4);
    int usual = negated(loop, x);
    int inside = select(loop, first, region(loop, x, 7), x, Likelihood.RARE);
    int between = region(loop, inside, 2);
    int last = select(loop, second, region(loop, between, 7), between, Likelihood.RARE);
    int chosen = select(loop, outer, last, usual, Likelihood.RARE);
    return loop.store(chosen).build("nested every " + period);
  }

  /// One rare select after the other on the same value.
  private EngineCase chained(long period) {
    LoopBuilder loop = LoopBuilder.vector(length);
    int x = loop.load(Samples.of(FLOAT64, Shape.of(length), 1));
    int value = negated(loop, x);
    for (int seed = 2; seed < 6; seed++) {
      int condition = condition(loop, seed % 2 == 0 ? period : 5, seed);
      value = select(loop, condition, region(loop, x, seed), value, Likelihood.RARE);
    }
    return loop.store(value).build("chained every " + period);
  }

  private EngineCase reduced(long period) {
    LoopBuilder loop = LoopBuilder.vector(length);
    int x = loop.load(Samples.of(DataType.INT64, Shape.of(length), 1));
    int condition = condition(loop, period, 2);
    int usual = combined(loop, x, complement(loop, x));
    int rare = combined(loop, combined(loop, combined(loop, combined(loop, x, usual), x), x), x);
    int chosen = select(loop, condition, rare, usual, Likelihood.RARE);
    return loop.store(chosen).store(rare).build("reduced every " + period);
  }

  private static int complement(LoopBuilder loop, int x) {
    return loop.add(new Operation.Unary(UnaryOperation.NOT, x, loop.type(x)));
  }

  /// Operations of which the last alone is used elsewhere.
  private int region(LoopBuilder loop, int x, int steps) {
    int value = x;
    for (int step = 0; step < steps; step++) {
      value = loop.add(new Operation.FusedMultiplyAdd(value, x, x, FLOAT64));
    }
    return value;
  }

  private int negated(LoopBuilder loop, int x) {
    return loop.add(new Operation.Unary(UnaryOperation.NEGATE, x, loop.type(x)));
  }

  private static int select(
      LoopBuilder loop, int condition, int whenTrue, int whenFalse, Likelihood likelihood) {
    return loop.add(
        new Operation.Select(condition, whenTrue, whenFalse, loop.type(whenTrue), likelihood));
  }

  /// Whether the position is a multiple of the period, with some other positions first.
  private int condition(LoopBuilder loop, long period, long seed) {
    LongStream numbers = LongStream.range(0, length).map(at -> (at + seed) % period);
    int number = loop.load(TestArray.of(DataType.INT64, Shape.of(length), numbers));
    int zero = loop.add(new Operation.Constant(Scalar.of(0L)));
    return loop.add(new Operation.Compare(Comparison.EQUAL, number, zero, DataType.INT64));
  }
}

package io.parallax.kernel.llvm.emit;

import io.parallax.kernel.Accumulator;
import io.parallax.program.Sink;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;

/// A reduction whose accumulators are side by side in vectors.
///
/// These reductions do not depend on the order, and have as many accumulators as the loop has
/// lanes. Elements that take no part are replaced by the reduction's identity, which leaves every
/// bit of a state unchanged.
final class LaneReduction implements ReductionEmitter {
  /// The position of an accumulator that has taken no element.
  private static final long NOWHERE = Long.MAX_VALUE;

  private final Sink.Reduce reduce;
  private final DataType type;
  private final Vectors vectors;
  private final IrText ir;
  private final int lanes;
  private final String firstVariable;
  private final String secondVariable;

  LaneReduction(int ordinal, Sink.Reduce reduce, DataType type, Vectors vectors, IrText ir) {
    this.reduce = reduce;
    this.type = type;
    this.vectors = vectors;
    this.ir = ir;
    this.lanes = vectors.lanes();
    Vectors state = new Vectors(lanes);
    firstVariable = ir.variable("%first" + ordinal, state.of(type));
    secondVariable = ir.variable("%second" + ordinal, state.of(secondType()));
  }

  private boolean isPositional() {
    return switch (reduce.reduction()) {
      case ARG_MINIMUM, ARG_MAXIMUM -> true;
      case SUM,
          CHECKED_SUM,
          MEAN,
          MEAN_RESIDUAL,
          PRODUCT,
          CHECKED_PRODUCT,
          MINIMUM,
          MAXIMUM,
          ANY,
          ALL ->
          false;
    };
  }

  private DataType secondType() {
    return isPositional() ? DataType.INT64 : DataType.FLOAT64;
  }

  @Override
  public void start() {
    Vectors state = new Vectors(lanes);
    ir.store(state.of(type), identity(), firstVariable);
    ir.store(
        state.of(secondType()),
        isPositional() ? Vectors.splatLong(NOWHERE) : "zeroinitializer",
        secondVariable);
  }

  private String identity() {
    long bits = Accumulator.identity(reduce.reduction(), type.isFloating());
    return Vectors.splat(new Scalar(type, bits));
  }

  @Override
  public void update(String values, String position, String takesPart) {
    ArithmeticEmitter arithmetic = new ArithmeticEmitter(vectors, ir);
    String counted = arithmetic.chosen(type, takesPart, values, identity());
    String places =
        isPositional()
            ? arithmetic.chosen(
                DataType.INT64,
                takesPart,
                arithmetic.positions(position),
                Vectors.splatLong(NOWHERE))
            : "zeroinitializer";
    State before =
        new State(
            ir.load(vectors.of(type), firstVariable),
            ir.load(vectors.of(secondType()), secondVariable));
    State element = new State(counted, places);
    State after = new StateEmitter(reduce.reduction(), type, vectors, ir).merge(before, element);
    ir.store(vectors.of(type), after.first(), firstVariable);
    ir.store(vectors.of(secondType()), after.second(), secondVariable);
  }

  private String slice(Vectors whole, DataType sliced, String vector, int from, int count) {
    return new ArithmeticEmitter(whole, ir).slice(sliced, vector, from, count);
  }

  @Override
  public void finish(String place, String count) {
    Vectors state = new Vectors(lanes);
    State merged =
        new State(
            ir.load(state.of(type), firstVariable),
            ir.load(state.of(secondType()), secondVariable));
    while (state.lanes() > 1) {
      merged = halve(state, merged);
      state = new Vectors(state.lanes() / 2);
    }
    store(type, merged.first(), place);
    if (isPositional()) {
      store(secondType(), merged.second(), ir.element("i64", place, "1"));
    } else {
      ir.store("i64", "0", ir.element("i64", place, "1"));
    }
    ir.store("i64", "0", ir.element("i64", place, "2"));
    ir.store("i64", count, ir.element("i64", place, "3"));
  }

  private State halve(Vectors state, State merged) {
    int half = state.lanes() / 2;
    State low =
        new State(
            slice(state, type, merged.first(), 0, half),
            slice(state, secondType(), merged.second(), 0, half));
    State high =
        new State(
            slice(state, type, merged.first(), half, half),
            slice(state, secondType(), merged.second(), half, half));
    return new StateEmitter(reduce.reduction(), type, new Vectors(half), ir).merge(low, high);
  }

  private void store(DataType stored, String vector, String place) {
    String element =
        ir.let("extractelement <1 x " + Vectors.element(stored) + "> " + vector + ", i64 0");
    if (stored == DataType.BOOL) {
      ir.store("i64", ir.let("zext i1 " + element + " to i64"), place);
    } else {
      ir.store(Vectors.element(stored), element, place);
    }
  }

  /// The vectors of an accumulator's `first` and `second`.
  record State(String first, String second) {}
}

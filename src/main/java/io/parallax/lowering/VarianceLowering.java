package io.parallax.lowering;

import io.parallax.program.Graph;
import io.parallax.program.Reduction;
import io.parallax.program.Value;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;

/// Variance and standard deviation of the rows of a reduction, in two passes.
///
/// The first pass takes the least and the greatest element. From these follow, for each row, a
/// pivot from which every deviation is exact, and a power of two that keeps the squares in range.
/// The second pass takes the means of the deviations and of their squares; each square is two
/// floats, by a fused multiply-add. The variance is the mean square less the square of the mean
/// deviation, in pairs of floats, which cancels at most a factor of 8·n of n elements, of the 106
/// bits that a pair has:
/// - Where no element is more than twice another, the pivot is the least element, and deviations
///   are exact by Sterbenz' lemma. Of equal elements they are 0.
/// - Elsewhere the pivot is 0.
/// - Of int64 the pivot is the integer in the middle between the least and the greatest element.
///
/// So the variance is off by little more than its rounding, and the standard deviation by its own
/// besides: less than one unit in the last place each.
final class VarianceLowering {
  /// Squares of magnitudes in between neither overflow nor lose bits by underflow.
  private static final double LEAST_UNSCALED = 0x1p-400;

  private static final double MOST_UNSCALED = 0x1p480;
  private static final double UP = 0x1p600;
  private static final double DOWN = 0x1p-600;

  /// A square plus this many times a bound of it keeps about 50 bits below the bound; what it lacks
  /// plus the second as many times keeps 50 bits more. Numbers of so few bits add up exactly in two
  /// floats, which is the fast way to their mean.
  private static final double COARSE = 1.5 * 0x1p4;

  private static final double FINE = 1.5 * 0x1p-46;

  private static final long EXPONENT = 0x7FF0_0000_0000_0000L;

  /// The first magnitude at which not every integer is a float64.
  private static final double INEXACT_INTEGERS = 0x1p53;

  private final Graph graph;
  private final ReductionLowering rows;

  VarianceLowering(Graph graph, ReductionLowering rows) {
    this.graph = graph;
    this.rows = rows;
  }

  /// The node of the variance, float64.
  ///
  /// @param x the node of the elements
  int variance(int x, long ddof) {
    return squared(x, ddof).unscaled().node();
  }

  /// The node of the standard deviation, float64.
  ///
  /// @param x the node of the elements
  int deviation(int x, long ddof) {
    Scaled squared = squared(x, ddof);
    return squared.value().squareRoot().times(squared.inverse()).node();
  }

  /// A variance times a power of two.
  ///
  /// @param inverse the square root of the power's inverse
  private record Scaled(Value value, Value inverse) {
    Value unscaled() {
      return value.times(inverse).times(inverse);
    }
  }

  /// A number as the sum of two floats, the second far less than the first.
  private record Pair(Value high, Value low) {
    Value sum() {
      return high.plus(low);
    }
  }

  private Scaled squared(int x, long ddof) {
    if (rows.areEmpty()) {
      Value nan = number(Double.NaN);
      return new Scaled(nan, number(1));
    }
    return graph.type(x) == DataType.INT64 ? ofIntegers(x, ddof) : ofFloats(x, ddof);
  }

  private Scaled ofFloats(int elements, long ddof) {
    boolean mayLeaveRange = graph.type(elements) == DataType.FLOAT64;
    Value x = new Value(graph, graph.convert(elements, DataType.FLOAT64));
    int least = extreme(x, Reduction.MINIMUM, Double.POSITIVE_INFINITY);
    int greatest = extreme(x, Reduction.MAXIMUM, Double.NEGATIVE_INFINITY);
    Pivot within = Pivot.of(value(least), value(greatest), mayLeaveRange);
    Value deviation = x.timesPlus(within.scale(), within.place().negated());
    Value square = deviation.times(deviation);
    Value rounding = deviation.timesPlus(deviation, square.negated());
    Value high = onGrid(square, within.square().times(COARSE));
    Value low = onGrid(square.minus(high).plus(rounding), within.square().times(FINE));
    Pivot pivot = Pivot.of(shaped(least), shaped(greatest), mayLeaveRange);
    return new Scaled(over(variance(deviation, high, low), ddof), pivot.inverse());
  }

  /// The value rounded to a multiple of the last place of an addend that is far greater.
  private static Value onGrid(Value value, Value addend) {
    return value.plus(addend).minus(addend);
  }

  /// Where a row's deviations are taken from.
  ///
  /// @param scale the power of two that elements are multiplied with
  /// @param inverse one over the scale
  /// @param place scaled
  /// @param square the square of a power of two; no squared deviation is four times as great
  private record Pivot(Value scale, Value inverse, Value place, Value square) {
    static Pivot of(Value least, Value greatest, boolean mayLeaveRange) {
      Value one = least.constant(1.0);
      Value up = least.constant(UP);
      Value down = least.constant(DOWN);
      Value scale = one;
      Value inverse = one;
      if (mayLeaveRange) {
        Value most = least.magnitude().maximum(greatest.magnitude());
        Value small = most.isLess(LEAST_UNSCALED);
        Value large = most.isGreater(MOST_UNSCALED);
        scale = large.choose(down, small.choose(up, one));
        inverse = large.choose(up, small.choose(down, one));
      }
      Value from = least.times(scale);
      Value to = greatest.times(scale);
      Value range = to.minus(from);
      Value isNarrow = from.isAtLeast(range).or(to.negated().isAtLeast(range));
      Value bound = isNarrow.choose(range, from.magnitude().maximum(to.magnitude()));
      Value power = bound.bits().and(EXPONENT).asFloat();
      return new Pivot(
          scale, inverse, isNarrow.choose(from, least.constant(0.0)), power.times(power));
    }
  }

  private Scaled ofIntegers(int elements, long ddof) {
    Value x = new Value(graph, elements);
    int least = extreme(x, Reduction.MINIMUM, Long.MAX_VALUE);
    int greatest = extreme(x, Reduction.MAXIMUM, Long.MIN_VALUE);
    // Half of the sum, rounded up: no deviation from it overflows.
    Value middle =
        value(least).or(value(greatest)).minus(value(least).xor(value(greatest)).shiftRight(1));
    Value deviation = x.minus(middle);
    Value high = deviation.to(DataType.FLOAT64);
    Value lost = deviation.minus(high.to(DataType.INT64)).to(DataType.FLOAT64);
    Value square = high.times(high);
    Value rounding = high.timesPlus(high, square.negated());
    Value beyond = high.magnitude().isAtLeast(INEXACT_INTEGERS);
    Value low = rounding.exceptWhere(beyond, high.plus(high).timesPlus(lost, rounding));
    return new Scaled(over(variance(deviation, square, low), ddof), number(1));
  }

  /// The mean square less the square of the mean deviation.
  ///
  /// @param low what the squares lack
  private Pair variance(Value deviation, Value square, Value low) {
    Value squares = mean(Reduction.MEAN, square);
    Value rest = mean(Reduction.MEAN_RESIDUAL, square).plus(mean(Reduction.MEAN, low));
    Value offset = mean(Reduction.MEAN, deviation);
    Value product = offset.times(offset);
    Value productLow =
        offset
            .timesPlus(offset, product.negated())
            .plus(offset.plus(offset).times(mean(Reduction.MEAN_RESIDUAL, deviation)));
    Value difference = squares.minus(product);
    Value part = difference.minus(squares);
    Value lost = squares.minus(difference.minus(part)).minus(product.plus(part));
    Value corrected = lost.plus(rest.minus(productLow));
    Value high = difference.plus(corrected);
    Value isPositive = high.isGreater(0);
    Value remainder = difference.minus(high).plus(corrected);
    return new Pair(high.maximum(number(0)), isPositive.choose(remainder, number(0)));
  }

  /// The variance over n elements, times n, over n − ddof or 0 if that is less.
  private Value over(Pair variance, long ddof) {
    if (ddof == 0) {
      return variance.sum();
    }
    Value count = new Value(graph, rows.elementCounts());
    Value divisor = count.minus(number((double) ddof)).maximum(number(0));
    Value sum = variance.high().times(count);
    Value lost = variance.high().timesPlus(count, sum.negated()).plus(variance.low().times(count));
    Value quotient = sum.over(divisor);
    Value correction = quotient.negated().timesPlus(divisor, sum).plus(lost).over(divisor);
    return divisor.isGreater(0).choose(quotient.plus(correction), quotient);
  }

  private Value mean(Reduction mean, Value x) {
    return shaped(rows.reduced(mean, x.node(), DataType.FLOAT64));
  }

  /// The least or greatest element that takes part; where none does, the value that any element
  /// replaces.
  private int extreme(Value x, Reduction reduction, double none) {
    return rows.reducedWhole(reduction, rows.takenOr(x, x.constant(none)).node(), x.type());
  }

  private int extreme(Value x, Reduction reduction, long none) {
    return rows.reducedWhole(reduction, rows.takenOr(x, x.constant(none)).node(), x.type());
  }

  private Value shaped(int reduced) {
    return value(rows.shaped(reduced));
  }

  private Value value(int node) {
    return new Value(graph, node);
  }

  private Value number(double number) {
    return new Value(graph, graph.constant(Scalar.of(number)));
  }
}

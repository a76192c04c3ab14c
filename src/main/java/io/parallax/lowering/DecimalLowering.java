package io.parallax.lowering;

import io.parallax.program.BinaryOperation;
import io.parallax.program.Graph;
import io.parallax.program.Value;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;

/// Floats rounded to decimals as NumPy rounds them: scaled by a power of ten, rounded to the
/// nearest integral value with ties to even, and scaled back. So `round(2.675, 2)` is 2.68,
/// although the double 2.675 is below the tie. A value whose scaled one has no fraction is left as
/// it is: no value overflows, and large values do not change.
///
/// float32 is computed in float64, where the scaled value of up to 8 decimals is exact.
final class DecimalLowering {
  /// From here on all float64 are integral.
  private static final double INTEGRAL = 0x1p52;

  private final Graph graph;

  DecimalLowering(Graph graph) {
    this.graph = graph;
  }

  /// @param x a float node
  /// @param decimals a constant int64 node
  int rounded(int x, int decimals) {
    long places = graph.constantAt(decimals).map(Scalar::bits).orElseThrow();
    Value value = new Value(graph, graph.convert(x, DataType.FLOAT64));
    Value power = value.constant(powerOfTen(Math.abs(places)));
    boolean fraction = places > 0;
    Value scaled = fraction ? value.times(power) : value.over(power);
    Value whole = scaled.rounded();
    Value result = fraction ? whole.over(power) : whole.times(power);
    Value kept = scaled.magnitude().isLess(INTEGRAL).choose(result, value);
    return graph.convert(kept.node(), graph.type(x));
  }

  private static double powerOfTen(long exponent) {
    return Double.parseDouble("1e" + exponent);
  }

  /// An integer to tens, hundreds and so on, with ties to even: the factor by which the power of
  /// ten [#power] is to be multiplied.
  ///
  /// @param x an integer node
  /// @param decimals a constant int64 node, negative
  int multiple(int x, int decimals) {
    long digits = digits(decimals);
    int maximalDigits = graph.type(x) == DataType.INT64 ? 18 : 9;
    Value value = new Value(graph, x);
    if (digits > maximalDigits + 1) {
      return value.constant(0L).node();
    }
    if (digits > maximalDigits) {
      return beyond(value).node();
    }
    long power = power(x, decimals);
    Value quotient = divided(BinaryOperation.FLOOR_DIVIDE, value, power);
    Value remainder = divided(BinaryOperation.FLOOR_MODULO, value, power);
    Value half = value.constant(power / 2);
    Value odd = quotient.and(1L).isNotEqual(value.constant(0L));
    Value up = remainder.isGreater(half).or(remainder.isEqual(half).and(odd));
    return up.choose(quotient.plus(1L), quotient).node();
  }

  /// The power of ten of which the result is a multiple, or the greatest that the type holds.
  long power(int x, int decimals) {
    long maximalDigits = graph.type(x) == DataType.INT64 ? 18 : 9;
    return Math.powExact(10L, (int) Math.min(digits(decimals), maximalDigits));
  }

  /// Ten times the greatest power of ten is above the type: beyond the half of it the result does
  /// not fit, which the multiplication says.
  private static Value beyond(Value x) {
    if (x.type() == DataType.INT32) {
      return x.constant(0L);
    }
    long half = 5_000_000_000_000_000_000L;
    Value below = x.isLess(x.constant(-half)).choose(x.constant(-10L), x.constant(0L));
    return x.isGreater(x.constant(half)).choose(x.constant(10L), below);
  }

  private Value divided(BinaryOperation operation, Value x, long divisor) {
    return new Value(graph, graph.binary(operation, x.node(), x.constant(divisor).node()));
  }

  private long digits(int decimals) {
    return -graph.constantAt(decimals).map(Scalar::bits).orElseThrow();
  }
}

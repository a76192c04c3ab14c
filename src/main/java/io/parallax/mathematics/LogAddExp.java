package io.parallax.mathematics;

import io.parallax.program.Value;
import io.parallax.type.DataType;

/// logaddexp: log(eˣ + eʸ). With m the larger operand and d ≤ 0 what the smaller one is more than
/// m, it is m + log(1 + eᵈ), where d, eᵈ and the logarithm are each carried with what its rounding
/// lost. Of float32 it is computed in float64 and rounded at the end.
///
/// Where m is negative and takes away more than half of the logarithm, eˣ + eʸ is near 1: from the
/// powers to 100 bits ([ExactExponential]) eˣ + eʸ − 1 is found, and its log1p is the result. There
/// is a limit to this: where the smaller operand is within 2⁻⁴⁶ of itself of the one that makes the
/// sum 1, 100 bits of the powers leave less than 53 of a float64 result. For such operands alone
/// there is no bound in ulps; the absolute error is below 2⁻⁹⁸ times the smaller power and its
/// logarithm.
///
/// The largest error found elsewhere is 0.75 ulp (10⁶ pairs: over all bits, of magnitudes alike, a
/// sum near 1, results subnormal); of float32, whose operands come no nearer, it is 0.50.
///
/// Special values are NumPy's: NaN gives NaN, ∞ with any other number ∞, −∞ the other operand.
final class LogAddExp {
  /// From here on down a float64 power may be subnormal.
  private static final double LEAST = -708;

  /// From here on down a float64 power is 0.
  private static final double NOTHING = 746;

  /// Below this magnitude log(1 + e) is e − e²/2, to which the tail of e still counts.
  private static final double SMALL = 0x1p-30;

  private LogAddExp() {}

  static Value logaddexp(Value x, Value y) {
    return x.isDouble()
        ? ofDoubles(x, y)
        : ofDoubles(x.to(DataType.FLOAT64), y.to(DataType.FLOAT64)).to(DataType.FLOAT32);
  }

  private static Value ofDoubles(Value x, Value y) {
    Value larger = x.maximum(y);
    Value smaller = x.minimum(y);
    Sum difference = Sum.of(smaller, larger.negated());
    Sum logarithm = logarithm(TabledExponential.natural(difference).sum());
    Sum sum = Sum.of(larger, logarithm.head());
    Value cancels = sum.head().magnitude().isLess(logarithm.head().times(0.5));
    Value apart = difference.head().isAtLeast(LEAST).not();
    return sum.head()
        .plus(sum.tail().plus(logarithm.tail()))
        .exceptWhere(cancels, nearZero(larger, smaller))
        .exceptWhere(apart, ofUnlike(larger, difference.head()));
  }

  /// log(1 + e) for −0.3 < e ≤ 1.
  private static Sum logarithm(Sum e) {
    Value sum = e.head().plus(1.0);
    Value lost = e.head().minus(sum.minus(1.0)).plus(e.tail());
    LogarithmSum logarithm = LogarithmSum.of(sum, lost);
    Value small = e.head().magnitude().isLess(SMALL);
    Value squared = e.head().times(-0.5).timesPlus(e.head(), e.tail());
    return new Sum(
        small.choose(e.head(), logarithm.head()), small.choose(squared, logarithm.tail()));
  }

  /// log(1 + s) of s = eˣ + eʸ − 1, for −1.1 < x < 0 and −708 ≤ y ≤ x.
  private static Value nearZero(Value x, Value y) {
    Sum lacking = ExactExponential.of(x).minusOne();
    Sum other = ExactExponential.of(y).sum();
    Sum heads = Sum.of(lacking.head(), other.head());
    Value tails = heads.tail().plus(lacking.tail().plus(other.tail()));
    return logarithm(Sum.of(heads.head(), tails)).rounded();
  }

  /// Where eᵈ is subnormal or 0, an operand is infinite, or one is NaN.
  private static Value ofUnlike(Value larger, Value difference) {
    Value power = TabledExponential.natural(difference).wideValue(difference, NOTHING);
    Value infinity = larger.constant(Double.POSITIVE_INFINITY);
    return larger.magnitude().isEqual(infinity).choose(larger, larger.plus(power));
  }
}

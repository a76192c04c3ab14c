package io.parallax.mathematics;

import io.parallax.program.Value;

/// The inverse hyperbolic functions, as logarithms whose arguments are a float and a rest. NaN
/// gives NaN.
///
/// The largest errors found, in ulps, on arguments as for [Logarithm]:
///
/// | | float64 | float32 |
/// |---|---|---|
/// | arcsinh | 0.57 | 0.59 |
/// | arccosh | 0.57 | 0.59 |
/// | arctanh | 0.57 | 0.60 |
final class InverseHyperbolic {
  /// From here on 1 is below the last bit of x², and x² may overflow.
  private static final double HUGE = 0x1p500;

  private static final double HUGE_SINGLE = 0x1p60;

  /// Below this `x + x³/3` is x: the cube is less than an eighth of an ulp.
  private static final double TINY = 0x1p-28;

  private static final double TINY_SINGLE = 0x1p-13;

  private InverseHyperbolic() {}

  /// `log(x + √(x² + 1))` of the magnitude, with the sign of x, also of zeros and infinities.
  static Value arcsinh(Value x) {
    Value magnitude = x.magnitude();
    Root root = Root.of(magnitude, 1);
    Value sum = root.root().plus(magnitude);
    Value rest = root.root().minus(sum).plus(magnitude).plus(root.rest());
    Value infinity = magnitude.constant(Double.POSITIVE_INFINITY);
    return LogarithmSum.of(sum, rest)
        .rounded()
        .exceptWhere(
            isFrom(magnitude, huge(x)),
            magnitude.isLess(infinity).choose(ofDouble(magnitude), magnitude))
        .withSignOf(x);
  }

  /// `log(x + √(x² − 1))`: +0 at 1, NaN below.
  static Value arccosh(Value x) {
    Root root = Root.of(x, -1);
    Value sum = x.plus(root.root());
    Value rest = x.minus(sum).plus(root.root()).plus(root.rest());
    Value below = x.isEqual(1).choose(x.constant(0.0), x.constant(Double.NaN));
    Value finite = x.isGreater(1).choose(ofDouble(x), below);
    Value special = x.isLess(Double.POSITIVE_INFINITY).choose(finite, x);
    double aboveOne = x.isDouble() ? Math.nextUp(1.0) : Math.nextUp(1.0f);
    return LogarithmSum.of(sum, rest)
        .rounded()
        .exceptWhere(Logarithm.isOutside(x, aboveOne, huge(x)), special);
  }

  /// `½ log((1 + x) / (1 − x))` of the magnitude, with the sign of x: infinite at ±1, NaN beyond.
  static Value arctanh(Value x) {
    Value magnitude = x.magnitude();
    Value one = magnitude.constant(1.0);
    Value above = one.plus(magnitude);
    Value aboveRest = one.minus(above).plus(magnitude);
    Value below = one.minus(magnitude);
    Value belowRest = one.minus(below).minus(magnitude);
    Value reciprocal = one.over(below);
    Value ratio = above.times(reciprocal);
    Value minusRatio = ratio.negated();
    Value remainder =
        minusRatio.timesPlus(belowRest, minusRatio.timesPlus(below, above).plus(aboveRest));
    Value end =
        magnitude
            .isEqual(1)
            .choose(one.constant(Double.POSITIVE_INFINITY), one.constant(Double.NaN));
    return LogarithmSum.of(ratio, remainder.times(reciprocal))
        .rounded()
        .times(one.constant(0.5))
        .exceptWhere(magnitude.isLess(x.isDouble() ? TINY : TINY_SINGLE), magnitude)
        .exceptWhere(isFrom(magnitude, 1), end)
        .withSignOf(x);
  }

  /// `log(2x)` where 2x may not be a float.
  private static Value ofDouble(Value x) {
    return LogarithmSum.ofScaled(x, 1).rounded();
  }

  private static double huge(Value x) {
    return x.isDouble() ? HUGE : HUGE_SINGLE;
  }

  /// Whether a magnitude is at least so large, or NaN.
  private static Value isFrom(Value magnitude, double limit) {
    return magnitude.bits().isAtLeast(magnitude.constant(limit).bits());
  }

  /// `√(x² + addend)` as a float and the rest, by one of Newton's steps.
  private record Root(Value root, Value rest) {
    /// @param addend 1, or −1 where x > 1
    static Root of(Value x, double addend) {
      Value square = x.times(x);
      Value squareRest = x.timesPlus(x, square.negated());
      Value sum = square.plus(addend);
      Value sumRest = square.minus(sum.minus(addend)).plus(squareRest);
      Value root = sum.squareRoot();
      Value remainder = root.negated().timesPlus(root, sum).plus(sumRest);
      return new Root(root, remainder.over(root.plus(root)));
    }
  }
}

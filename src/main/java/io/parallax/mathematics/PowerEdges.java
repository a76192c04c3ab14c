package io.parallax.mathematics;

import io.parallax.program.Value;

/// pow outside its ordinary range, of float64 operands: the sign, zeros, infinities and NaNs as C's
/// Annex F has them. 1 to any power and any number to the power 0 are 1, NaN included; −1 to an
/// infinite power is 1; a negative number to a power that is no integer is NaN; a negative number,
/// −0 or −∞ to an odd integer is negative.
final class PowerEdges {
  private PowerEdges() {}

  /// @param power |x| to the power y where that is neither 0 nor infinite for x or y alone;
  ///   anything elsewhere
  static Value of(Value x, Value y, Value power) {
    Value one = x.constant(1.0);
    Value infinity = x.constant(Double.POSITIVE_INFINITY);
    Value base = x.magnitude();
    Value atEdge = base.isEqual(0.0).or(base.isEqual(infinity));
    Value ofEdge = y.isGreater(0.0).choose(base, one.over(base));
    Value integral = y.rounded().isEqual(y);
    Value signed = signed(x, y, integral, atEdge.choose(ofEdge, power));
    Value invalid = x.isLess(0.0).and(base.isLess(infinity)).and(integral.not());
    Value valid = invalid.choose(x.constant(Double.NaN), signed);
    Value ofNan = x.isNan().or(y.isNan()).choose(x.plus(y), valid);
    Value ofUnit = base.isEqual(one).and(y.magnitude().isEqual(infinity));
    return x.isEqual(one).or(y.isEqual(0.0)).or(ofUnit).choose(one, ofNan);
  }

  /// The exponent, or the bound where it is beyond.
  static Value bounded(Value exponent, double bound) {
    Value below = exponent.isGreater(bound).choose(exponent.constant(bound), exponent);
    return below.isLess(-bound).choose(exponent.constant(-bound), below);
  }

  private static Value signed(Value x, Value y, Value integral, Value magnitude) {
    Value half = y.times(0.5);
    Value odd = integral.and(half.rounded().isNotEqual(half));
    // A NaN has no sign: its sign bit is not the same on all engines.
    Value negative = x.isEqual(x).and(x.bits().isLess(x.bits().constant(0L)));
    return negative.and(odd).choose(magnitude.negated(), magnitude);
  }
}

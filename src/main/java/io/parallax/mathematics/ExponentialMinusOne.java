package io.parallax.mathematics;

import io.parallax.program.Value;

/// eˣ − 1, accurate also where x is small, and as a sum for the functions that are built on it.
///
/// With x = k·ln 2 + h + l as for eˣ ([Ln2Reduction]), u·(eˣ − 1) = (u·2ᵏ − u) + u·2ᵏ·h + u·2ᵏ·h²/2
/// + u·2ᵏ·rest for u = ±1. The first two sums are rounded, what their roundings lost found by a
///   fused step each (T. Dekker's fast two-sum, 1971, over a fused product), and the tail is that
///   and the rest. For k = 0 the first sum is x itself, so results near 0 are as accurate as
///   others.
///
/// From 2ᵏ beyond the significand's bits on, −1 is added to the tail of the significand instead.
///
/// The largest error found for float64: 0.62 ulp (10⁶ points, as many between 0.345 and 0.36, where
/// it is), for float32: 0.59 ulp (all arguments of magnitude 2⁻⁶ … 32, 10⁶ others).
///
/// Special values: NaN gives NaN, ±0 itself, ∞ gives ∞, −∞ gives −1.
///
/// @param scale u·2ᵏ
/// @param rest e^(h + l) − 1 − h − h²/2
record ExponentialMinusOne(Ln2Reduction reduced, Value scale, Value rest, Value head, Value tail) {
  /// u·(eˣ − 1) as head + tail, where 2ᵏ is normal and not beyond the significand's bits.
  ///
  /// @param unit u: 1 or −1
  static ExponentialMinusOne of(Value x, double unit) {
    Ln2Reduction reduced = Ln2Reduction.of(x);
    Value r = reduced.sum();
    Value high = reduced.high();
    Value low = reduced.low();
    Value cube = r.times(r).times(r);
    Value rest = cube.timesPlus(Exponential.series(r), low.timesPlus(high, low));
    Value scale = Scaling.of(x).times(x.constant(unit), reduced.shifted());
    Value whole = scale.minus(unit);
    Value linear = scale.timesPlus(high, whole);
    Value linearLost = scale.timesPlus(high, whole.minus(linear));
    Value half = scale.times(0.5).times(high);
    Value head = half.timesPlus(high, linear);
    Value lost = half.timesPlus(high, linear.minus(head)).plus(linearLost);
    return new ExponentialMinusOne(reduced, scale, rest, head, scale.timesPlus(rest, lost));
  }

  static Value expm1(Value x) {
    boolean isDouble = x.isDouble();
    ExponentialMinusOne terms = of(x, 1);
    Value near = withSign(terms.head.plus(terms.tail), x);
    Sum significand = terms.significand(terms.rest.minus(x.constant(1.0).over(terms.scale)));
    Value large =
        Scaling.of(x).timesWidely(significand, terms.reduced.shifted(), x, isDouble ? 710 : 89);
    Value leastAboveMinusOne = x.constant(isDouble ? -1 + 0x1p-53 : -1 + 0x1p-24);
    Value negative =
        x.isLess(isDouble ? -0x1.2b708872320e2p5 : -0x1.154246p4)
            .choose(x.constant(-1.0), leastAboveMinusOne);
    return near.exceptWhere(
        x.magnitude().isGreater(isDouble ? 37 : 16.9), x.isLess(0.0).choose(negative, large));
  }

  /// A value that is positive or has x's sign already, but may be the wrong zero.
  static Value withSign(Value value, Value x) {
    Value sign = x.bits().and(x.constant(-0.0).bits());
    return value.bits().or(sign).asFloat();
  }

  /// eˣ without its power of two.
  Value significand() {
    return significand(rest).rounded();
  }

  private Sum significand(Value rest) {
    return Exponential.sum(reduced.high(), rest);
  }
}

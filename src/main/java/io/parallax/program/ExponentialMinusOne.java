package io.parallax.program;

/// eˣ − 1 without loss where x is small, and the same as a sum, for functions made of it.
///
/// With x = k·ln 2 + r as for eˣ ([Reduced]), u·(eˣ − 1) = u·2ᵏ − u + u·2ᵏ·(r + r²·q(r)) for u =
/// ±1. The head (u·2ᵏ − u) + u·2ᵏ·(high part of r) is rounded, what its rounding lost found by a
/// fused step (T. Dekker's fast two-sum, 1971, over a fused product), and the tail is that and the
/// rest. For k = 0 the head is x itself, so results near 0 are as accurate as others. What r loses
/// by being rounded is put back into the tail.
///
/// From 2ᵏ beyond the significand's bits on, −1 is added to the tail of the significand instead.
///
/// The largest error found for float64: 0.89 ulp (10⁸ points against 64-bit significands; most for
/// x between 0.34 and 0.40), for float32: 0.87 ulp (all between 2⁻¹⁶ and 160, one in 256 of the
/// others).
///
/// Special values: NaN gives NaN, ±0 itself, ∞ gives ∞, −∞ gives −1.
///
/// @param scale u·2ᵏ
/// @param rest r + r²·q(r) − high part of r
record ExponentialMinusOne(Reduced reduced, Value scale, Value rest, Value head, Value tail) {
  /// q(r) of eʳ = 1 + r + r²·q(r) for |r| ≤ ln 2 / 2, the error relative to eʳ − 1.
  static final double[] DOUBLE = {
    0x1.0000000000000p-1,
    0x1.5555555555559p-3,
    0x1.5555555555559p-5,
    0x1.111111110f70ap-7,
    0x1.6c16c16c1684dp-10,
    0x1.a01a01af9c448p-13,
    0x1.a01a019e34971p-16,
    0x1.71ddf9394a653p-19,
    0x1.27e4f910d03bcp-22,
    0x1.af5d04f4839fep-26,
    0x1.1f38410bf8f43p-29
  };

  static final double[] SINGLE = {
    0x1.000000p-1, 0x1.555554p-3, 0x1.5554f8p-5, 0x1.1112dcp-7, 0x1.6d3a3ep-10, 0x1.9e6946p-13
  };

  /// u·(eˣ − 1) as head + tail, where 2ᵏ is normal and not beyond the significand's bits.
  ///
  /// @param unit u: 1 or −1
  static ExponentialMinusOne of(Value x, double unit) {
    Reduced reduced = Reduced.of(x);
    Value high = reduced.high();
    Value r = reduced.sum();
    Value low = high.minus(r).plus(reduced.low()).timesPlus(r, reduced.low());
    Value rest = r.times(r).timesPlus(r.polynomial(x.isDouble() ? DOUBLE : SINGLE), low);
    Value scale = Scaling.of(x).times(x.constant(unit), reduced.shifted());
    Value whole = scale.minus(unit);
    Value head = scale.timesPlus(high, whole);
    Value lost = scale.timesPlus(high, whole.minus(head));
    return new ExponentialMinusOne(reduced, scale, rest, head, scale.timesPlus(rest, lost));
  }

  static Value expm1(Value x) {
    boolean isDouble = x.isDouble();
    ExponentialMinusOne terms = of(x, 1);
    Value near = withSign(terms.head.plus(terms.tail), x);
    Value significand =
        Exponential.onePlus(
            terms.reduced.high(), terms.rest.minus(x.constant(1.0).over(terms.scale)));
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
    return Exponential.onePlus(reduced.high(), rest);
  }
}

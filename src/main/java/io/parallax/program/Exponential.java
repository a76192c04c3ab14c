package io.parallax.program;

/// eˣ and 2ˣ of float32, and what other functions need of them; of float64 they are
/// [TabledExponential].
///
/// eˣ = 2ᵏ·eʳ with k the integer nearest to x/ln 2, after W. Cody and W. Waite (Software Manual for
/// the Elementary Functions, 1980), with r as the sum of an exact high part h and a low part l
/// ([Reduced]). eʳ = 1 + h + h²/2 + l·(1 + h) + r³·q(r) is added from the small end up, the sum 1 +
/// h with what its rounding lost, so that only the last three roundings count: the sum of all terms
/// but the first two is at most a fifteenth of the result. 2ˣ is the same of r = x − k, which is
/// exact, with r·ln 2 as h and l.
///
/// Where 2ᵏ·eʳ may leave the normal numbers, it is formed in two steps ([Scaling]), rounded once.
///
/// Largest errors found, over all float32: eˣ 0.56 ulp, 2ˣ 0.55.
///
/// Special values: NaN gives NaN, ∞ gives ∞, −∞ gives 0; 2ˣ of an integer is exact.
final class Exponential {
  /// q(r) of eʳ = 1 + r + r²/2 + r³·q(r) for |r| ≤ ln 2 / 2, the error relative to eʳ − 1.
  static final double[] DOUBLE = {
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
    0x1.555554p-3, 0x1.5554f8p-5, 0x1.1112dcp-7, 0x1.6d3a3ep-10, 0x1.9e6946p-13
  };

  /// q(r) of 2ʳ = 1 + r·ln 2 + (r·ln 2)²/2 + r³·q(r) for |r| ≤ ½, the error relative to 2ʳ.
  static final double[] BINARY_DOUBLE = {
    0x1.c6b08d704a0cap-5,
    0x1.3b2ab6fba4e8dp-7,
    0x1.5d87fe78a2de9p-10,
    0x1.430912f860b2ep-13,
    0x1.ffcbfc73f016ap-17,
    0x1.62c0227d50048p-20,
    0x1.b524ddb90c6aap-24,
    0x1.e4ce126a61f08p-28,
    0x1.ea02096ccb05fp-32,
    0x1.c622b84673417p-36
  };

  static final double[] BINARY_SINGLE = {
    0x1.c6b06cp-5, 0x1.3b2a5cp-7, 0x1.5db84ap-10, 0x1.4411ap-13, 0x1.bfbe64p-17
  };

  /// The float nearest to ln 2, and the rest.
  private static final double LN_2 = 0x1.62e42fefa39efp-1;

  private static final double LN_2_REST = 0x1.abc9e3b39803fp-56;
  private static final double LN_2_SINGLE = 0x1.62e430p-1;
  private static final double LN_2_REST_SINGLE = -0x1.05c610p-29;

  private Exponential() {}

  static Value exp(Value x) {
    return x.isDouble() ? TabledExponential.exp(x) : expSingle(x);
  }

  static Value exp2(Value x) {
    return x.isDouble() ? TabledExponential.exp2(x) : exp2Single(x);
  }

  private static Value expSingle(Value x) {
    Reduced reduced = Reduced.of(x);
    Value r = reduced.sum();
    Sum significand = sum(reduced.high(), r.times(r).times(r).timesPlus(series(r), reduced.more()));
    return scaled(x, significand, reduced.shifted(), 87, 105);
  }

  private static Value exp2Single(Value x) {
    Scaling scaling = Scaling.of(x);
    Value shifted = x.plus(scaling.shifter());
    Value r = x.minus(shifted.minus(scaling.shifter()));
    Value high = r.times(LN_2_SINGLE);
    return scaled(x, binary(r, high, lost(r, high)), shifted, 126, 151);
  }

  /// 2^(head + tail) for |head| ≤ ½ and a tail whose square does not count, of float64.
  static Sum ofBinary(Value head, Value tail) {
    Value high = head.times(LN_2);
    return binary(head.plus(tail), high, tail.timesPlus(LN_2, lost(head, high)));
  }

  /// What the product of r and ln 2 is more than its rounded value.
  private static Value lost(Value r, Value product) {
    double ln2 = r.isDouble() ? LN_2 : LN_2_SINGLE;
    double rest = r.isDouble() ? LN_2_REST : LN_2_REST_SINGLE;
    return r.timesPlus(rest, r.timesPlus(ln2, product.negated()));
  }

  /// 2ʳ for r·ln 2 = high + low.
  private static Sum binary(Value r, Value high, Value low) {
    Value series = r.polynomial(r.isDouble() ? BINARY_DOUBLE : BINARY_SINGLE);
    return sum(high, r.times(r).times(r).timesPlus(series, low.timesPlus(high, low)));
  }

  /// q(r).
  static Value series(Value r) {
    return r.polynomial(r.isDouble() ? DOUBLE : SINGLE);
  }

  /// 1 + high + high²/2 + rest for |high| ≤ ½ and a rest that is much smaller: the three without an
  /// error, all but the first in the tail.
  static Sum sum(Value high, Value rest) {
    Value head = high.plus(1.0);
    Value lost = high.minus(head.minus(1.0));
    return new Sum(head, high.times(0.5).timesPlus(high, rest.plus(lost)));
  }

  private static Value scaled(
      Value x, Sum significand, Value shifted, double ordinary, double limit) {
    Scaling scaling = Scaling.of(x);
    return scaling
        .times(significand.rounded(), shifted)
        .exceptWhere(beyond(x, ordinary), scaling.timesWidely(significand, shifted, x, limit));
  }

  /// Whether |x| is greater than the limit or x is NaN.
  static Value beyond(Value x, double limit) {
    long magnitude = x.isDouble() ? Long.MAX_VALUE : Integer.MAX_VALUE;
    return x.bits().and(magnitude).isGreater(x.constant(limit).bits());
  }
}

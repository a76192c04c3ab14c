package io.parallax.mathematics;

import io.parallax.program.Value;

/// eˣ, 2ˣ and 10ˣ of float32, and what other functions need of them; of float64 they are
/// [TabledExponential].
///
/// eˣ = 2ᵏ·eʳ with k the integer nearest to x/ln 2, after W. Cody and W. Waite (Software Manual for
/// the Elementary Functions, 1980), with r as the sum of an exact high part h and a low part l
/// ([Ln2Reduction]). eʳ = 1 + h + h²/2 + l·(1 + h) + r³·q(r) is summed from the smallest term up,
/// and 1 + h is kept with its rounding error, so that only the last three roundings count: the
/// terms after the first two sum to at most a fifteenth of the result. 2ˣ is computed alike from r
/// = x − k, which is exact, with r·ln 2 as h and l; 10ˣ from r = x − k·log₁₀ 2 with r·ln 10.
///
/// Where 2ᵏ·eʳ may leave the normal numbers, it is formed in two steps ([Scaling]), rounded once.
///
/// Largest errors found, over all float32: eˣ 0.56 ulp, 2ˣ 0.55, 10ˣ 0.56.
///
/// Special values: NaN gives NaN, ∞ gives ∞, −∞ gives 0; 2ˣ of an integer is exact, and so is 10ˣ
/// of an integer where the power is a number of the type.
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
  static final double[] BINARY_SINGLE = {
    0x1.c6b06cp-5, 0x1.3b2a5cp-7, 0x1.5db84ap-10, 0x1.4411ap-13, 0x1.bfbe64p-17
  };

  /// The float nearest to ln 2, and the rest.
  private static final double LN_2_SINGLE = 0x1.62e430p-1;

  private static final double LN_2_REST_SINGLE = -0x1.05c610p-29;

  private Exponential() {}

  static Value exp(Value x) {
    return x.isDouble()
        ? rounded(TabledExponential.natural(x), x, 708, 746)
        : of(Ln2Reduction.of(x), x, 87, 105);
  }

  static Value exp2(Value x) {
    return x.isDouble() ? rounded(TabledExponential.binary(x), x, 1022, 1076) : exp2Single(x);
  }

  static Value exp10(Value x) {
    return x.isDouble()
        ? rounded(TabledExponential.decimal(x), x, 307, 324)
        : of(Ln2Reduction.decimal(x), x, 37, 46);
  }

  private static Value rounded(TabledExponential power, Value x, double ordinary, double limit) {
    return power.value().exceptWhere(beyond(x, ordinary), power.wideValue(x, limit));
  }

  /// e^(high + low) of a reduced float32 x.
  private static Value of(Ln2Reduction reduced, Value x, double ordinary, double limit) {
    Value r = reduced.sum();
    Sum significand = sum(reduced.high(), r.times(r).times(r).timesPlus(series(r), reduced.more()));
    return scaled(x, significand, reduced.shifted(), ordinary, limit);
  }

  private static Value exp2Single(Value x) {
    Scaling scaling = Scaling.of(x);
    Value shifted = x.plus(scaling.shifter());
    Value r = x.minus(shifted.minus(scaling.shifter()));
    Value high = r.times(LN_2_SINGLE);
    Value low = r.timesPlus(LN_2_REST_SINGLE, r.timesPlus(LN_2_SINGLE, high.negated()));
    Value series = r.polynomial(BINARY_SINGLE);
    Sum significand = sum(high, r.times(r).times(r).timesPlus(series, low.timesPlus(high, low)));
    return scaled(x, significand, shifted, 126, 151);
  }

  /// q(r).
  static Value series(Value r) {
    return r.polynomial(r.isDouble() ? DOUBLE : SINGLE);
  }

  /// 1 + high + high²/2 + rest without an error, for |high| ≤ ½ and a much smaller rest: 1 + high
  /// rounded as the head, everything else in the tail.
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
  private static Value beyond(Value x, double limit) {
    long magnitude = x.isDouble() ? Long.MAX_VALUE : Integer.MAX_VALUE;
    return x.bits().and(magnitude).isGreater(x.constant(limit).bits());
  }
}

package io.parallax.program;

/// eˣ and 2ˣ.
///
/// eˣ = 2ᵏ·eʳ with k the integer nearest to x/ln 2, after W. Cody and W. Waite (Software Manual for
/// the Elementary Functions, 1980): ln 2 is subtracted k times as a high part with so few bits that
/// this is exact, and a low part. eʳ = 1 + r + r²·q(r) is added from the small end up, the sum 1 +
/// r with what its rounding lost, so that little more than the last rounding remains as error. 2ˣ
/// needs no low part: x − k is exact.
///
/// Where 2ᵏ·eʳ may leave the normal numbers, it is formed in two steps ([Scaling]).
///
/// | | largest error found |
/// |---|---|
/// | eˣ float64 | 0.67 ulp, subnormal results 0.78 (10⁸ points against 64-bit significands) |
/// | 2ˣ float64 | 0.64 ulp, subnormal results 0.78 (the same) |
/// | eˣ float32 | 0.78 ulp (all arguments) |
/// | 2ˣ float32 | 0.78 ulp (all arguments) |
///
/// Special values: NaN gives NaN, ∞ gives ∞, −∞ gives 0; 2ˣ of an integer is exact.
final class Exponential {
  /// q(r) of eʳ = 1 + r + r²·q(r) for |r| ≤ ln 2 / 2, the error relative to eʳ.
  static final double[] DOUBLE = {
    0x1.000000000000ap-1,
    0x1.555555555550cp-3,
    0x1.555555555079dp-5,
    0x1.111111112470ap-7,
    0x1.6c16c1843929ap-10,
    0x1.a01a013810bbap-13,
    0x1.a0199a0cfb7ffp-16,
    0x1.71df0cdf8dbd6p-19,
    0x1.28ad5ef06b459p-22,
    0x1.ad9f2db7fbb7ep-26
  };

  static final double[] SINGLE = {
    0x1.fffffcp-2, 0x1.555492p-3, 0x1.5558aap-5, 0x1.12396ep-7, 0x1.6a5250p-10
  };

  /// q(r) of 2ʳ = 1 + r·ln 2 + r²·q(r) for |r| ≤ ½, the error relative to 2ʳ; before it the part of
  /// ln 2 that [#LN_2] lacks, so that r·(lack + r·q(r)) is one polynomial.
  static final double[] BINARY_DOUBLE = {
    0x1.abc9e3b39803fp-56,
    0x1.ebfbdff82c5a1p-3,
    0x1.c6b08d704a046p-5,
    0x1.3b2ab6fba07a5p-7,
    0x1.5d87fe78c367ap-10,
    0x1.4309130dc203ep-13,
    0x1.ffcbfbc7f4f23p-17,
    0x1.62bfc9fd391a8p-20,
    0x1.b526529ade0b8p-24,
    0x1.e617a863315d2p-28,
    0x1.e7c71818b1c1fp-32
  };

  static final double[] BINARY_SINGLE = {
    -0x1.05c61p-29, 0x1.ebfbdcp-3, 0x1.c6af8ap-5, 0x1.3b2deap-7, 0x1.5f02fep-10, 0x1.416026p-13
  };

  private static final double LN_2 = 0x1.62e42fefa39efp-1;

  private Exponential() {}

  static Value exp(Value x) {
    return exp(x, Reduced.of(x));
  }

  /// e^(high + low), as accurate as that sum: for a head and the part its rounding lost.
  ///
  /// @param low less than 2⁻²⁰ of `high` or of 1
  static Value exp(Value high, Value low) {
    return exp(high, Reduced.of(high).plus(low));
  }

  private static Value exp(Value x, Reduced reduced) {
    Value r = reduced.sum();
    Value tail = r.times(r).timesPlus(r.polynomial(x.isDouble() ? DOUBLE : SINGLE), reduced.low());
    Value significand = onePlus(reduced.high(), tail);
    Scaling scaling = Scaling.of(x);
    Value result = scaling.times(significand, reduced.shifted());
    return result.exceptWhere(
        beyond(x, x.isDouble() ? 708 : 87),
        scaling.timesWidely(significand, reduced.shifted(), x, x.isDouble() ? 746 : 105));
  }

  static Value exp2(Value x) {
    Scaling scaling = Scaling.of(x);
    Value shifted = x.plus(scaling.shifter());
    Value r = x.minus(shifted.minus(scaling.shifter()));
    Value tail = r.polynomial(x.isDouble() ? BINARY_DOUBLE : BINARY_SINGLE).times(r);
    Value head = r.timesPlus(LN_2, 1.0);
    Value lost = r.timesPlus(LN_2, r.constant(1.0).minus(head));
    Value significand = head.plus(tail.plus(lost));
    Value result = scaling.times(significand, shifted);
    return result.exceptWhere(
        beyond(x, x.isDouble() ? 1022 : 126),
        scaling.timesWidely(significand, shifted, x, x.isDouble() ? 1076 : 151));
  }

  /// 1 + head + tail for |head| ≤ 1 and a small tail.
  static Value onePlus(Value head, Value tail) {
    Value sum = head.plus(1.0);
    Value lost = head.minus(sum.minus(1.0));
    return sum.plus(tail.plus(lost));
  }

  /// Whether |x| is greater than the limit or x is NaN.
  private static Value beyond(Value x, double limit) {
    long magnitude = x.isDouble() ? Long.MAX_VALUE : Integer.MAX_VALUE;
    return x.bits().and(magnitude).isGreater(x.constant(limit).bits());
  }
}

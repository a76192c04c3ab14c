package io.parallax.mathematics;

import io.parallax.program.Value;
import io.parallax.type.DataType;

/// An angle reduced modulo π/2: `count · π/2 + head − excess`.
///
/// @param count an integer as wide as the angle, of which only the two lowest bits count
/// @param head at most 0.79 in magnitude
/// @param excess less than a few hundredths of the head; +0 where the head is the angle itself, so
///   that a correction subtracted from −0 leaves it −0
record HalfPiReduction(Value head, Value excess, Value count) {
  /// Up to here [#ofModerate] is exact enough: n·P₃ must stay far below the smallest head, about
  /// 2⁻⁶⁰ (2⁻²⁹), and n must fit the lower half of a significand. Larger arguments are rare.
  private static final double MODERATE = 0x1p30;

  private static final double MODERATE_SINGLE = 0x1p16;

  private static final double TWO_OVER_PI = 0x1.45f306dc9c883p-1;

  /// Adding 1.5 times the power of two whose last bit weighs 1 rounds to an integer and shows it in
  /// the lowest bits.
  private static final double SHIFTER = 0x1.8p52;

  private static final double SHIFTER_SINGLE = 0x1.8p23;

  /// Whether the angle is too large for [#ofModerate]; of NaN false, which it is good enough for.
  static Value isHuge(Value x) {
    return x.magnitude().isGreater(x.isDouble() ? MODERATE : MODERATE_SINGLE);
  }

  /// Three-step reduction with fused multiply-add (W. J. Cody and W. Waite, Software Manual for the
  /// Elementary Functions, 1980; S. Boldo, M. Daumas and R.-C. Li, Formally Verified Argument
  /// Reduction with a Fused Multiply-Add, 2009). π/2 = P₁ + P₂ + P₃: P₁ is truncated, so that P₂ is
  /// positive and −0 stays −0, the others are the floats nearest to what is left.
  ///
  /// With n the integer nearest to x·2/π, x − n·P₁ is exact, because it is a multiple of the last
  /// bit of P₁, or of x if that bit is finer, and less than 1. Subtracting the rounded n·P₂ is
  /// exact where the difference cancels, so that one fused step gives the rest of n·P₂ and of the
  /// rounding exactly.
  static HalfPiReduction ofModerate(Value x) {
    return x.isDouble()
        ? reduce(x, SHIFTER, 0x1.921fb54442d18p0, 0x1.1a62633145c07p-54, -0x1.f1976b7ed8fbcp-110)
        : reduce(x, SHIFTER_SINGLE, 0x1.921fb4p0, 0x1.4442d2p-24, -0x1.ee59dap-50);
  }

  private static HalfPiReduction reduce(Value x, double shifter, double p1, double p2, double p3) {
    Value shifted = x.timesPlus(TWO_OVER_PI, shifter);
    Value n = shifted.minus(shifter);
    Value first = n.timesPlus(-p1, x);
    Value head = first.minus(n.times(p2));
    Value excess = n.timesPlus(p3, n.timesPlus(p2, head.minus(first)));
    return new HalfPiReduction(head, excess, shifted.bits());
  }

  /// Any finite angle, and NaN for an infinite one.
  static HalfPiReduction ofHuge(Value x) {
    return x.isDouble() ? PayneHanek.reduce(x) : single(PayneHanek.reduce(x.to(DataType.FLOAT64)));
  }

  private static HalfPiReduction single(HalfPiReduction turns) {
    Value head = turns.head.to(DataType.FLOAT32);
    Value excess = head.to(DataType.FLOAT64).minus(turns.head).plus(turns.excess);
    return new HalfPiReduction(head, excess.to(DataType.FLOAT32), turns.count.to(DataType.INT32));
  }

  /// The count for a whole number of quarter turns, a float64 of small magnitude.
  static Value count(Value number) {
    return number.plus(SHIFTER).bits();
  }

  /// Whether the count is odd.
  Value isOdd() {
    return count.and(1).isEqual(count.constant(1L));
  }

  /// The sign bit alone, set where the count and `more` make 2 or 3 modulo 4.
  Value halfTurn(long more) {
    return count.plus(more).bitAsSign(1);
  }

  /// The sign bit alone, set where the count and `more` make an odd number.
  Value quarterTurn(long more) {
    return count.plus(more).bitAsSign(0);
  }
}

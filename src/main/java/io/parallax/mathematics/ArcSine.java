package io.parallax.mathematics;

import io.parallax.program.Value;
import java.util.Arrays;

/// arcsin and arccos; a request for both of one x shares most of the operations.
///
/// Up to ½, arcsin x = x + x·z·P(z) with z = x². Beyond, arcsin x = π/2 − 2·arcsin s with s = √((1
/// − x)/2) and the same P in z = s² (W. J. Cody and W. Waite, "Software Manual for the Elementary
/// Functions", 1980). arccos x is 2·arcsin s there, π minus it for negative x, and π/2 − arcsin x
/// within ±½. 1 − x is exact; the rounding error of the root is put right by its remainder and a
/// rough reciprocal; π/2 has a tail; so that the result is one large head with a small correction,
/// added last.
///
/// P is the minimax polynomial (Remez) for z up to ¼ and arcsin's relative error: degree 12 and
/// 2⁻⁵⁹·⁹ for float64, degree 5 and 2⁻³¹·⁷ for float32. Its constant term is added last, so that
/// the sum of the others is not rounded beside it.
///
/// The largest errors found: arcsin and arccos 0.60 ulp for float64 (10⁶ points each, as many
/// around ½), 0.60 and 0.59 for float32 (all arguments of 1/16 and more). Beyond ±1 the root makes
/// the result NaN.
final class ArcSine {
  static final double[] DOUBLE = {
    0x1.5555555555577p-3, 0x1.333333332e131p-4, 0x1.6db6db721265bp-5, 0x1.f1c71a94f4611p-6,
    0x1.6e8bdee00e32dp-6, 0x1.1c49f060713c4p-6, 0x1.ca1f8d212b19bp-7, 0x1.75858bcc01050p-7,
    0x1.613c82ff52606p-7, 0x1.e5f5efeb7a835p-9, 0x1.639c5ddb8ef96p-6, -0x1.57fd6de0eec9bp-6,
    0x1.0b46bd2961dd1p-5
  };

  static final double[] SINGLE = {
    0x1.55554cp-3, 0x1.3338acp-4, 0x1.6ca754p-5, 0x1.04d2e2p-5, 0x1.d523f8p-7, 0x1.34c486p-5
  };

  private final Value x;
  private final Value outer;
  private final Value sine;
  private final Value cube;
  private final Value square;
  private final Value tail;
  private final HalfPi half;

  private ArcSine(Value x) {
    this.x = x;
    Value magnitude = x.magnitude();
    outer = magnitude.isGreater(0.5);
    square = outer.choose(magnitude.timesPlus(-0.5, 0.5), magnitude.times(magnitude));
    sine = outer.choose(square.squareRoot(), magnitude);
    cube = sine.times(square);
    tail = sine.negated().timesPlus(sine, square).times(ReciprocalRoot.estimate(square));
    half = HalfPi.in(x);
  }

  static Value arcsin(Value x) {
    return new ArcSine(x).arcsin();
  }

  static Value arccos(Value x) {
    return new ArcSine(x).arccos();
  }

  private Value arcsin() {
    Value base = outer.choose(x.constant(half.head()), x.constant(0.0));
    Value factor = outer.choose(x.constant(-2.0), x.constant(1.0));
    Value head = factor.timesPlus(sine, base);
    Value lost = factor.timesPlus(sine, base.minus(head));
    Value low = outer.choose(x.constant(half.tail()).minus(tail), x.constant(0.0));
    Value angle = head.plus(curve(factor, lost.plus(low)));
    return angle.bits().or(x.sign()).asFloat();
  }

  private Value arccos() {
    Value zero = x.constant(0.0);
    Value one = x.constant(1.0);
    Value side = one.turnedBy(x.sign());
    Value outerSide = outer.choose(side, zero);
    Value turns = one.minus(outerSide);
    Value factor = outer.choose(x.constant(2.0), x.constant(-1.0)).times(side);
    Value addend = factor.times(sine);
    Value head = turns.timesPlus(half.head(), addend);
    Value lost = addend.minus(turns.timesPlus(-half.head(), head));
    Value low = turns.timesPlus(half.tail(), lost);
    return head.plus(curve(factor, outerSide.timesPlus(tail, low)));
  }

  /// factor·(arcsin − sine) + low.
  private Value curve(Value factor, Value low) {
    double[] series = x.isDouble() ? DOUBLE : SINGLE;
    Value others = square.polynomial(Arrays.copyOfRange(series, 1, series.length));
    Value scaled = factor.times(cube);
    return scaled.timesPlus(series[0], scaled.times(square).timesPlus(others, low));
  }
}

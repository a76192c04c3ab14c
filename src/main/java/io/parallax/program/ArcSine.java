package io.parallax.program;

/// arcsin and arccos, which share most of their operations where both are wanted of one x.
///
/// Up to ½, arcsin x = x + x·z·P(z) with z = x². Beyond, arcsin x = π/2 − 2·arcsin s with s = √((1
/// − x)/2) and the same P in z = s² (W. J. Cody and W. Waite, "Software Manual for the Elementary
/// Functions", 1980). arccos x is 2·arcsin s there, π minus it for negative x, and π/2 − arcsin x
/// within ±½. 1 − x is exact; the rounding error of the root is put right by its remainder and a
/// rough reciprocal; π/2 has a tail; so that the result is one large head with a small correction,
/// added last.
///
/// P is the minimax polynomial (Remez) for z up to ¼ and arcsin's relative error: degree 12 and
/// 2⁻⁵⁹·⁹ for float64, degree 4 and 2⁻²⁷·⁶ for float32.
///
/// The largest errors found against MPFR: arcsin 0.63 and arccos 0.61 ulp for float64 (4·10⁵ points
/// each over all bits, evenly over ±1, around ½ and toward ±1), 0.71 and 0.67 for float32 (each
/// 61st argument, against float64). Beyond ±1 the root makes the result NaN.
final class ArcSine {
  static final double[] DOUBLE = {
    0x1.5555555555577p-3, 0x1.333333332e131p-4, 0x1.6db6db721265bp-5, 0x1.f1c71a94f4611p-6,
    0x1.6e8bdee00e32dp-6, 0x1.1c49f060713c4p-6, 0x1.ca1f8d212b19bp-7, 0x1.75858bcc01050p-7,
    0x1.613c82ff52606p-7, 0x1.e5f5efeb7a835p-9, 0x1.639c5ddb8ef96p-6, -0x1.57fd6de0eec9bp-6,
    0x1.0b46bd2961dd1p-5
  };

  static final double[] SINGLE = {
    0x1.5555c8p-3, 0x1.330204p-4, 0x1.747bbap-5, 0x1.8c3e2ap-6, 0x1.595c8cp-5
  };

  private final Value x;
  private final Value outer;
  private final Value sine;
  private final Value bend;
  private final Value tail;
  private final HalfPi half;

  private ArcSine(Value x) {
    this.x = x;
    Value magnitude = x.magnitude();
    outer = magnitude.isGreater(0.5);
    Value square = outer.choose(magnitude.timesPlus(-0.5, 0.5), magnitude.times(magnitude));
    sine = outer.choose(square.squareRoot(), magnitude);
    Value series = square.polynomial(x.isDouble() ? DOUBLE : SINGLE);
    bend = sine.times(square).times(series);
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
    Value angle = head.plus(factor.timesPlus(bend, lost.plus(low)));
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
    return head.plus(factor.timesPlus(bend, outerSide.timesPlus(tail, low)));
  }
}

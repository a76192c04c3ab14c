package io.parallax.mathematics;

import io.parallax.program.Value;

/// pow of float64: `2^(y · log₂ x)` with a logarithm of about 65 bits.
///
/// log₂ x = k + log₂ m with m in [√½, √2) and `log₂ m = s · (C0 + z·(C1 + z·(C2 + z·P(z))))`, s =
/// (m − 1) / (m + 1) and z = s², in sums of a head and a tail (T. J. Dekker, "A floating-point
/// technique for extending the available precision", 1971) wherever an error of 2⁻⁵³ would count: s
/// by its remainder, which a fused step gives exactly, the sums with C2, C1 and C0, and the
/// products. [TabledExponential] makes the power of y times it. The logarithm has no tables: three
/// gathers would cost more than the longer polynomial.
///
/// P is the minimax polynomial (Remez) of degree 6 for the relative error of the logarithm and z up
/// to (3 − 2√2)², with C0 = 2/ln 2, C1 = C0/3 and the float C2 fixed; the error is 2⁻⁷³.
///
/// The largest error found is 0.56 ulp (10⁶ points: all results from the least to the largest,
/// bases near 1, integer exponents, subnormal bases and results).
///
/// Bases that are not positive normal numbers and results near or beyond the ends of the range are
/// the rare case, finished by [PowerEdges].
final class Power {
  /// P.
  static final double[] LOGARITHM = {
    0x1.a61762a7aeddbp-2,
    0x1.484b13d6ad2cep-2,
    0x1.0c9a853acedd8p-2,
    0x1.c68ee9759839cp-3,
    0x1.8a09b45893c81p-3,
    0x1.58fd14eae2e8dp-3,
    0x1.61ee76ecd8ea9p-3
  };

  private static final double C0 = 0x1.71547652b82fep1;
  private static final double C0_TAIL = 0x1.777d0ffda0d24p-55;
  private static final double C1 = 0x1.ec709dc3a03fdp-1;
  static final double C2 = 0x1.2776c50ef9bfcp-1;
  private static final double C1_TAIL = 0x1.d27f05548af0cp-55;

  /// Up to here 2 to the power is a normal number.
  private static final double ORDINARY = 1_020;

  /// From here on 2 to the power is infinite, or 0.
  private static final double BOUND = 1_100;

  private final Value x;
  private final Value y;

  private Power(Value x, Value y) {
    this.x = x;
    this.y = y;
  }

  static Value power(Value x, Value y) {
    return new Power(x, y).power();
  }

  private Value power() {
    Value normal = x.isAtLeast(Double.MIN_NORMAL).and(x.isAtMost(Double.MAX_VALUE));
    Sum logarithm = logarithm(binade(normal.not()));
    Value head = y.times(logarithm.head());
    Value tail = y.timesPlus(logarithm.tail(), y.timesPlus(logarithm.head(), head.negated()));
    Value size = head.magnitude();
    Value rare = normal.and(size.isAtMost(ORDINARY)).not();
    Value kept = size.isLess(BOUND).choose(tail, x.constant(0.0));
    return exponential(
        new Sum(
            head.exceptWhere(rare, PowerEdges.bounded(head, BOUND)), tail.exceptWhere(rare, kept)),
        rare);
  }

  /// Of |x|, subnormal or not.
  private Binade binade(Value unusual) {
    Value magnitude = x.magnitude();
    Value subnormal = magnitude.isLess(Double.MIN_NORMAL);
    Value scaled = subnormal.choose(magnitude.times(0x1p54), magnitude);
    Binade binade = Binade.of(x.exceptWhere(unusual, scaled));
    Value exponent = binade.exponent();
    Value lowered = subnormal.choose(exponent.minus(54.0), exponent);
    return new Binade(binade.significand(), exponent.exceptWhere(unusual, lowered));
  }

  private Sum logarithm(Binade binade) {
    Sum s = quotient(binade.significand());
    Value square = s.head().times(s.head());
    Value squareTail = s.head().timesPlus(s.head(), square.negated());
    Value series = square.polynomial(LOGARITHM);
    Value curve = square.timesPlus(series, C2);
    Value curveTail = square.timesPlus(series, x.constant(C2).minus(curve));
    Value inner = square.timesPlus(curve, C1);
    Value innerTail =
        square
            .timesPlus(curve, x.constant(C1).minus(inner))
            .plus(square.timesPlus(curveTail, C1_TAIL));
    Value outer = square.timesPlus(inner, C0);
    Value outerTail =
        square
            .timesPlus(inner, x.constant(C0).minus(outer))
            .plus(square.timesPlus(innerTail, squareTail.timesPlus(inner, C0_TAIL)));
    Value head = s.head().times(outer);
    Value tail = s.head().timesPlus(outerTail, s.head().timesPlus(outer, head.negated()));
    Value slope = square.polynomial(C0, C0, C0);
    Value sum = binade.exponent().plus(head);
    Value lost = head.minus(sum.minus(binade.exponent()));
    return new Sum(sum, lost.plus(s.tail().timesPlus(slope, tail)));
  }

  /// (m − 1) / (m + 1): the numerator is exact, the denominator is not.
  private Sum quotient(Value significand) {
    Value numerator = significand.minus(1.0);
    Value denominator = significand.plus(1.0);
    Value lost = significand.minus(denominator.minus(1.0));
    Value inverse = x.constant(1.0).over(denominator);
    Value head = numerator.times(inverse);
    Value negative = head.negated();
    Value remainder = negative.timesPlus(lost, negative.timesPlus(denominator, numerator));
    return new Sum(head, remainder.times(inverse));
  }

  private Value exponential(Sum exponent, Value rare) {
    TabledExponential power = TabledExponential.binary(exponent.head(), exponent.tail());
    return power
        .value()
        .exceptWhere(rare, PowerEdges.of(x, y, power.wideValue(exponent.head(), BOUND)));
  }
}

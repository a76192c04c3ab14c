package io.parallax.mathematics;

import io.parallax.program.Value;
import io.parallax.type.DataType;

/// pow of float32, computed in float64, because `2^(y · log₂ x)` needs 8 bits more than the result
/// has. Sums of two float32, as float64's [Power] has them of two float64, would take twice as many
/// operations. The range of float64 leaves subnormal and overflowing results to the last
/// conversion.
///
/// log₂ x = k + s·P(s²) with s = (m − 1) / (m + 1), x = 2^k·m, m in [√½, √2); P minimax (Remez) of
/// degree 4 with 2/ln 2 given first, relative error 2⁻³⁷. 2^r = 1 + r·Q(r) for |r| ≤ ½, Q minimax
/// of degree 5, relative error 2⁻²⁸·⁹.
///
/// The largest error found against MPFR is 0.54 ulp (3·10⁵ points each: the whole range of results,
/// bases near 1, integer exponents, subnormal bases and results). Special values: [PowerEdges].
final class PowerSingle {
  static final double[] LOGARITHM = {
    0x1.71547652b82fep1,
    0x1.ec709d4569788p-1,
    0x1.2777670df6a59p-1,
    0x1.a596769d3def2p-2,
    0x1.5c603af5eb796p-2
  };

  static final double[] EXPONENTIAL = {
    1.0,
    0x1.62e430af280a5p-1,
    0x1.ebfbdc3c1e849p-3,
    0x1.c6aee88a05989p-5,
    0x1.3b2d4d012dfd3p-7,
    0x1.5f3e562a35df2p-10,
    0x1.41fbb5536213cp-13
  };

  /// See [Binade].
  private static final double SHIFTER = 0x1.8p52;

  /// 2 to this power is a normal float64 and infinite, or its inverse 0, as a float32.
  private static final double BOUND = 1_000;

  private PowerSingle() {}

  static Value power(Value base, Value exponent) {
    Value x = base.to(DataType.FLOAT64);
    Value y = exponent.to(DataType.FLOAT64);
    Value product = y.times(logarithm(x.magnitude()));
    Value ordinary =
        x.isGreater(0.0).and(x.isAtMost(Float.MAX_VALUE)).and(product.magnitude().isAtMost(BOUND));
    Value rare = ordinary.not();
    Value power = exponential(product.exceptWhere(rare, PowerEdges.bounded(product, BOUND)));
    return power.exceptWhere(rare, PowerEdges.of(x, y, power)).to(DataType.FLOAT32);
  }

  private static Value logarithm(Value x) {
    Binade binade = Binade.of(x);
    Value s = binade.significand().minus(1.0).over(binade.significand().plus(1.0));
    return s.timesPlus(s.times(s).polynomial(LOGARITHM), binade.exponent());
  }

  private static Value exponential(Value exponent) {
    Value shifted = exponent.plus(SHIFTER);
    Value power = exponent.minus(shifted.minus(SHIFTER)).polynomial(EXPONENTIAL);
    return power.bits().plus(shifted.bits().shiftLeft(52)).asFloat();
  }
}

package io.parallax.mathematics;

import io.parallax.program.Value;

/// [LogarithmSum] for float64, after P. T. P. Tang, "Table-driven implementation of the logarithm
/// function in IEEE floating-point arithmetic" (1990), with the tables of accurate values of S.
/// Gal.
///
/// `x = 2^k · m` with m in [11/16, 11/8). The first seven bits of m choose c ≈ 1/m from
/// [LogarithmTables], and with `r = m·c − 1`
///
/// ```
/// log x = k·log 2 − log c + log(1 + r)
/// ```
///
/// `k·LN_2 − log c` is exact, because both are multiples of 2⁻⁴³. In [1 − 2⁻⁵, 1 + 2⁻⁵) c is 1 and
/// r is exact, |r| ≤ 2⁻⁵. Elsewhere |r| < 2⁻⁸ and the result is at least 2⁻⁵·⁰², so that the
/// rounding of r is a sixteenth of an ulp.
final class DoubleLogarithm {
  /// The bits of 11/16, where m begins.
  private static final long LOWEST = 0x3fe6_0000_0000_0000L;

  private static final long EXPONENT = 0xfff0_0000_0000_0000L;
  private static final long ONE = 0x3ff0_0000_0000_0000L;

  /// 1.5·2⁵², whose lowest bits, added to, hold an integer.
  private static final double INTEGER = 0x1.8p52;

  /// log 2 to a multiple of 2⁻⁴³, and the rest.
  private static final double LN_2 = 0x1.62e42fefa3800p-1;

  private static final double LN_2_REST = 0x1.ef35793c76730p-45;

  /// `(log(1 + r) − r) / r²` on |r| ≤ 2⁻⁵, minimax with weight |r|: the error of `log(1 + r)` is
  /// less than 2⁻⁶² |r|.
  static final double[] COEFFICIENTS = {
    -0.5,
    0x1.55555555554ebp-2,
    -0x1.fffffffffffd9p-3,
    0x1.9999999b9c32ep-3,
    -0x1.5555555611421p-3,
    0x1.2492310092c74p-3,
    -0x1.ffffe57d6674bp-4,
    0x1.c800e9d2b5c39p-4,
    -0x1.9a4109e2a327dp-4
  };

  private DoubleLogarithm() {}

  static LogarithmSum of(Value x, int exponent) {
    Value above = x.bits().minus(LOWEST);
    Value reciprocal = above.shiftRight(45).elementOf(LogarithmTables.RECIPROCALS);
    Value fraction = significand(x, above).timesPlus(reciprocal, -1);
    return sum(above, exponent, fraction, fraction.constant(-0.0));
  }

  static LogarithmSum of(Value x, Value rest) {
    Value above = x.bits().minus(LOWEST);
    Value reciprocal = above.shiftRight(45).elementOf(LogarithmTables.RECIPROCALS);
    Value scale = x.bits().constant(ONE).minus(above.and(EXPONENT)).asFloat();
    Value fraction = significand(x, above).timesPlus(reciprocal, -1);
    Value more = rest.times(reciprocal.times(scale));
    Value whole = fraction.plus(more);
    return sum(above, 0, whole, fraction.minus(whole).plus(more));
  }

  private static Value significand(Value x, Value above) {
    return x.bits().minus(above.and(EXPONENT)).asFloat();
  }

  /// @param lost what counts beside the fraction; nothing is −0.0
  private static LogarithmSum sum(Value above, int exponent, Value fraction, Value lost) {
    Value magic = above.shiftRight(52).plus(Double.doubleToRawLongBits(INTEGER)).asFloat();
    Value power = magic.minus(INTEGER - exponent);
    Value table = above.shiftRight(45).elementOf(LogarithmTables.LOGARITHMS);
    Value exact = power.timesPlus(LN_2, table);
    Value head = exact.plus(fraction);
    Value rest = power.timesPlus(LN_2_REST, exact.minus(head).plus(fraction).plus(lost));
    Value curve = fraction.polynomial(COEFFICIENTS);
    return new LogarithmSum(head, fraction.times(fraction).timesPlus(curve, rest));
  }
}

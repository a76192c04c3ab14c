package io.parallax.program;

import io.parallax.type.DataType;

/// [LogarithmSum] for float32, without tables: `x = 2^k · (1 + f)` with 1 + f in [√½, √2), after W.
/// J. Cody and W. Waite, "Software Manual for the Elementary Functions" (1980), and
///
/// ```
/// log x = k·log 2 + f + f²·P(f)
/// ```
///
/// `k·LN_2` is exact, and so is its sum with f as head and tail.
final class SingleLogarithm {
  /// The bits of √½.
  private static final long LOWEST = 0x3f35_04f3;

  private static final long EXPONENT = 0xffff_ffff_ff80_0000L;
  private static final long ONE = 0x3f80_0000;

  /// The exponent k stands in the bits as k·2²³: what multiplies it is made smaller.
  private static final int EXPONENT_BITS = 23;

  /// log 2 to 15 bits, and the rest.
  private static final double LN_2 = 0x1.62e4p-1 * 0x1p-23;

  private static final double LN_2_REST = 0x1.7f7d1cp-20 * 0x1p-23;

  /// `(log(1 + f) − f) / f²` on [√½ − 1, √2 − 1], minimax with weight |f² / log(1 + f)| and rounded
  /// together: the error of `log(1 + f)` is less than 2⁻²⁷·⁶ of it.
  static final double[] COEFFICIENTS = {
    -0x1.fffff8p-2,
    0x1.555550p-2,
    -0x1.000426p-2,
    0x1.99a3f6p-3,
    -0x1.542786p-3,
    0x1.2271b0p-3,
    -0x1.0f37a4p-3,
    0x1.0848c8p-3,
    -0x1.3830bcp-4
  };

  /// `log2(1 + f) / f − 1` on the same interval, with weight |f / log2(1 + f)|, halved where |f| <
  /// 0.1, and rounded together: the error of `log2(1 + f)` is less than 2⁻²⁷·³ of it, but 2⁻²⁶·⁸
  /// around 0, the rounding of `1/log 2 − 1`.
  static final double[] COEFFICIENTS_2 = {
    0x1.c551dap-2,
    -0x1.715476p-1,
    0x1.ec7076p-2,
    -0x1.715486p-2,
    0x1.278080p-2,
    -0x1.ec7a2cp-3,
    0x1.a3edacp-3,
    -0x1.6e67dap-3,
    0x1.605ef8p-3,
    -0x1.5a3eacp-3,
    0x1.8d7410p-4
  };

  private SingleLogarithm() {}

  static LogarithmSum of(Value x, int exponent) {
    return sum(exponent(x), exponent, fraction(x), x.constant(-0.0));
  }

  /// A rest counts as `rest / (1 + f)`, of which the first two terms are enough.
  static LogarithmSum of(Value x, Value rest) {
    Value scale = x.bits().constant(ONE).minus(exponent(x)).asFloat();
    Value more = rest.times(scale);
    Value whole = fraction(x).plus(more);
    Value lost = fraction(x).minus(whole).plus(more);
    return sum(exponent(x), 0, whole, lost.minus(lost.times(whole)));
  }

  /// The logarithm to base 2, rounded: here the powers of 2 need no care.
  static Value base2(Value x, int exponent) {
    Value fraction = fraction(x);
    Value part = fraction.polynomial(COEFFICIENTS_2).timesPlus(fraction, fraction);
    return scaled(exponent(x), exponent).timesPlus(Math.scalb(1.0, -EXPONENT_BITS), part);
  }

  /// @param lost what counts beside the fraction; nothing is −0.0
  private static LogarithmSum sum(Value exponent, int more, Value fraction, Value lost) {
    Value power = scaled(exponent, more);
    Value exact = power.times(power.constant(LN_2));
    Value head = exact.plus(fraction);
    Value rest = power.timesPlus(LN_2_REST, exact.minus(head).plus(fraction).plus(lost));
    Value curve = fraction.polynomial(COEFFICIENTS);
    return new LogarithmSum(head, fraction.times(fraction).timesPlus(curve, rest));
  }

  /// k·2²³.
  private static Value exponent(Value x) {
    return x.bits().minus(LOWEST).and(EXPONENT);
  }

  private static Value scaled(Value exponent, int more) {
    return exponent.plus((long) more << EXPONENT_BITS).to(DataType.FLOAT32);
  }

  /// f, exact.
  private static Value fraction(Value x) {
    return x.bits().minus(exponent(x)).asFloat().minus(1.0);
  }
}

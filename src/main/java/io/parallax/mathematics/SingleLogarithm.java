package io.parallax.mathematics;

import io.parallax.program.Value;
import io.parallax.type.DataType;

/// [LogarithmSum] for float32, without tables: `x = 2^k · (1 + f)` with 1 + f in [0.68, 1.36),
/// after W. J. Cody and W. Waite, "Software Manual for the Elementary Functions" (1980), and
///
/// ```
/// log x = k·log 2 + f − f²/2 + f³·P(f)
/// ```
///
/// `k·LN_2` is exact, and so are its sums with f and with f²/2 as head and tail, so that only the
/// last term has been rounded. Where the interval of 1 + f begins, f³ is the same part of the
/// result as where it ends.
final class SingleLogarithm {
  /// The bits of 0.68.
  private static final long LOWEST = 0x3f2e_147b;

  private static final long EXPONENT = 0xffff_ffff_ff80_0000L;
  private static final long ONE = 0x3f80_0000;

  /// The exponent k stands in the bits as k·2²³: what multiplies it is made smaller.
  private static final int EXPONENT_BITS = 23;

  /// log 2 to 15 bits, and the rest.
  private static final double LN_2 = 0x1.62e4p-1 * 0x1p-23;

  private static final double LN_2_REST = 0x1.7f7d1cp-20 * 0x1p-23;

  /// `(log(1 + f) − f + f²/2) / f³` on [0.68 − 1, 1.36 − 1], minimax with weight |f³ / log(1 + f)|
  /// and rounded together: the error of `log(1 + f)` is less than 2⁻³⁰ of it.
  static final double[] COEFFICIENTS = {
    0x1.55555p-2,
    -0x1.ffff22p-3,
    0x1.999dep-3,
    -0x1.5593a6p-3,
    0x1.24217cp-3,
    -0x1.f45d16p-4,
    0x1.cd1074p-4,
    -0x1.04b04ap-3,
    0x1.95778ap-4
  };

  private SingleLogarithm() {}

  static LogarithmSum of(Value x, int exponent) {
    return sum(exponent(x), exponent, fraction(x), x.constant(-0.0));
  }

  /// A rest counts as `rest / (1 + f)`, of which the first three terms are enough.
  static LogarithmSum of(Value x, Value rest) {
    Value scale = x.bits().constant(ONE).minus(exponent(x)).asFloat();
    Value more = rest.times(scale);
    Value whole = fraction(x).plus(more);
    Value lost = fraction(x).minus(whole).plus(more);
    return sum(exponent(x), 0, whole, lost.timesPlus(whole.minus(1.0).times(whole), lost));
  }

  /// @param lost what counts beside the fraction; nothing is −0.0
  private static LogarithmSum sum(Value exponent, int more, Value fraction, Value lost) {
    Value power = scaled(exponent, more);
    Value exact = power.times(power.constant(LN_2));
    Value linear = exact.plus(fraction);
    Value half = fraction.times(-0.5);
    Value head = half.timesPlus(fraction, linear);
    Value linearLost = exact.minus(linear).plus(fraction).plus(lost);
    Value headLost = half.timesPlus(fraction, linear.minus(head));
    Value rest = power.timesPlus(LN_2_REST, linearLost.plus(headLost));
    Value cube = fraction.times(fraction).times(fraction);
    return new LogarithmSum(head, cube.timesPlus(fraction.polynomial(COEFFICIENTS), rest));
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

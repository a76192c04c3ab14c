package io.parallax.mathematics;

import io.parallax.program.Value;

/// Logarithms, by [LogarithmSum]. Zeros give −Infinity, +Infinity itself, what is negative and NaN
/// give NaN; 1 gives +0.
///
/// The largest errors found, in ulps: for float64 on a million arguments each, over all exponents,
/// around 1 and around 0, and as many where the table begins to be used; for float32 on all
/// arguments of magnitude 1/16 … 16, where they are largest, and a million others.
///
/// | | float64 | float32 |
/// |---|---|---|
/// | log | 0.57 | 0.57 |
/// | log2 | 0.55 | 0.62 |
/// | log10 | 0.56 | 0.61 |
/// | log1p | 0.57 | 0.59 |
///
/// log2 is exact at powers of 2, log10 at powers of 10.
final class Logarithm {
  /// 1/log 2 and 1/log 10, each as the nearest float and the rest.
  private static final double LOG2_E = 0x1.71547652b82fep+0;

  private static final double LOG2_E_REST = 0x1.777d0ffda0d24p-56;
  private static final double LOG2_E_SINGLE = 0x1.7154760000000p+0;
  private static final double LOG2_E_SINGLE_REST = 0x1.4ae0c00000000p-26;
  private static final double LOG10_E = 0x1.bcb7b1526e50ep-2;
  private static final double LOG10_E_REST = 0x1.95355baaafad3p-57;
  private static final double LOG10_E_SINGLE = 0x1.bcb7b2p-2;
  private static final double LOG10_E_SINGLE_REST = -0x1.5b235ep-27;

  /// Subnormal numbers are scaled by this power of two to become normal.
  private static final int LIFT = 54;

  private static final int LIFT_SINGLE = 25;

  private Logarithm() {}

  static Value log(Value x) {
    return everywhere(x, LogarithmSum.of(x).rounded(), lifted(x).rounded());
  }

  static Value log2(Value x) {
    return everywhere(x, base2(LogarithmSum.of(x)), base2(lifted(x)));
  }

  static Value log10(Value x) {
    return everywhere(x, base10(LogarithmSum.of(x)), base10(lifted(x)));
  }

  /// `log(1 + x)`. The rounding error of the sum is added to the logarithm. Where the sum rounds to
  /// 1, x is the result, with its sign if it is 0. Where the sum is huge, its rounding error does
  /// not count.
  static Value log1p(Value x) {
    Value sum = x.plus(1.0);
    Value rest = x.minus(sum.minus(1.0));
    return LogarithmSum.of(sum, rest)
        .rounded()
        .exceptWhere(sum.isEqual(1), x)
        .exceptWhere(isOutside(sum, 0x1p-60, x.isDouble() ? 0x1p1000 : 0x1p100), log(sum));
  }

  /// Whether a value is not in [low, high) or is NaN, in two operations: integers wrap, so that
  /// values below `low` become the largest ones.
  static Value isOutside(Value x, double low, double high) {
    boolean wide = x.isDouble();
    long first = wide ? Double.doubleToRawLongBits(low) : Float.floatToRawIntBits((float) low);
    long end = wide ? Double.doubleToRawLongBits(high) : Float.floatToRawIntBits((float) high);
    long least = wide ? Long.MIN_VALUE : Integer.MIN_VALUE;
    Value above = x.bits().plus(least - first);
    return above.isAtLeast(above.constant(end - first + least));
  }

  private static Value base2(LogarithmSum sum) {
    return sum.head().isDouble()
        ? sum.times(LOG2_E, LOG2_E_REST)
        : sum.times(LOG2_E_SINGLE, LOG2_E_SINGLE_REST);
  }

  private static Value base10(LogarithmSum sum) {
    return sum.head().isDouble()
        ? sum.times(LOG10_E, LOG10_E_REST)
        : sum.times(LOG10_E_SINGLE, LOG10_E_SINGLE_REST);
  }

  private static Value everywhere(Value x, Value ofNormal, Value ofSubnormal) {
    Value atMostZero =
        x.isEqual(0).choose(x.constant(Double.NEGATIVE_INFINITY), x.constant(Double.NaN));
    Value finite = x.isGreater(0).choose(ofSubnormal, atMostZero);
    Value special = x.isLess(Double.POSITIVE_INFINITY).choose(finite, x);
    double least = x.isDouble() ? Double.MIN_NORMAL : Float.MIN_NORMAL;
    return ofNormal.exceptWhere(isOutside(x, least, Double.POSITIVE_INFINITY), special);
  }

  private static LogarithmSum lifted(Value x) {
    return LogarithmSum.ofScaled(lift(x), x.isDouble() ? -LIFT : -LIFT_SINGLE);
  }

  private static Value lift(Value x) {
    return x.times(x.constant(Math.scalb(1.0, x.isDouble() ? LIFT : LIFT_SINGLE)));
  }
}

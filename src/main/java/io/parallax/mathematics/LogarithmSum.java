package io.parallax.mathematics;

import io.parallax.program.Value;

/// The natural logarithm of a positive number as the unevaluated sum `head + tail`, whose tail is
/// the smaller; one more rounding makes a result.
record LogarithmSum(Value head, Value tail) {
  /// The logarithm of a number that is positive, normal and finite.
  static LogarithmSum of(Value x) {
    return ofScaled(x, 0);
  }

  /// The logarithm of `x · 2^exponent`, which need not be a float.
  ///
  /// @param x positive, normal and finite
  static LogarithmSum ofScaled(Value x, int exponent) {
    return x.isDouble() ? DoubleLogarithm.of(x, exponent) : SingleLogarithm.of(x, exponent);
  }

  /// The logarithm of `x + rest`, accurate relative to the result also where the sum is nearly 1.
  ///
  /// @param x positive, normal, and less than half the largest float
  /// @param rest at most an ulp of x, or of 1 where x is near 1
  static LogarithmSum of(Value x, Value rest) {
    return x.isDouble() ? DoubleLogarithm.of(x, rest) : SingleLogarithm.of(x, rest);
  }

  Value rounded() {
    return head.plus(tail);
  }

  /// The product with `factor + rest`, rounded once but for what lies far below the last place.
  Value times(double factor, double rest) {
    return head.timesPlus(factor, tail.timesPlus(factor, head.times(head.constant(rest))));
  }
}

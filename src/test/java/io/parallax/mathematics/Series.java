package io.parallax.mathematics;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/// Coefficients of power series as pairs.
final class Series {
  private static final MathContext DIGITS = new MathContext(50);

  private Series() {}

  /// 1/n!
  static Pair inverseFactorial(int n) {
    BigInteger factorial = BigInteger.ONE;
    for (int factor = 2; factor <= n; factor++) {
      factorial = factorial.multiply(BigInteger.valueOf(factor));
    }
    return inverse(new BigDecimal(factorial));
  }

  /// 1/n
  static Pair inverse(int n) {
    return inverse(BigDecimal.valueOf(n));
  }

  private static Pair inverse(BigDecimal number) {
    return Pair.of(BigDecimal.ONE.divide(number, DIGITS));
  }
}

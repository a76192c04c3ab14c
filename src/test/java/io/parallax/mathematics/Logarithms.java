package io.parallax.mathematics;

import static io.parallax.mathematics.Reference.DIGITS;
import static io.parallax.mathematics.Reference.TINY;
import static java.math.BigDecimal.ONE;

import ch.obermuhlner.math.big.BigDecimalMath;
import java.math.BigDecimal;
import java.math.MathContext;

/// Logarithms in many digits.
final class Logarithms {
  /// Enough that the digits of a logarithm of nearly 1 are there.
  private static final MathContext WIDE = new MathContext(DIGITS.getPrecision() + 16);

  private Logarithms() {}

  static BigDecimal log(BigDecimal x) {
    BigDecimal above = x.subtract(ONE);
    return above.abs().compareTo(TINY) < 0 ? log1p(above) : BigDecimalMath.log(x, WIDE);
  }

  static BigDecimal log1p(BigDecimal x) {
    if (x.abs().compareTo(TINY) >= 0) {
      return BigDecimalMath.log(ONE.add(x, WIDE), WIDE).round(DIGITS);
    }
    BigDecimal sum = BigDecimal.ZERO;
    for (int power = 5; power > 0; power--) {
      BigDecimal term = ONE.divide(BigDecimal.valueOf(power), DIGITS);
      sum = term.subtract(x.multiply(sum, DIGITS), DIGITS);
    }
    return x.multiply(sum, DIGITS);
  }
}

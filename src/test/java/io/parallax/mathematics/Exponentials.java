package io.parallax.mathematics;

import static io.parallax.mathematics.Reference.DIGITS;
import static io.parallax.mathematics.Reference.TINY;
import static io.parallax.mathematics.Reference.TWO;
import static java.math.BigDecimal.ONE;

import ch.obermuhlner.math.big.BigDecimalMath;
import java.math.BigDecimal;
import java.math.MathContext;

/// eˣ and its relatives in many digits.
final class Exponentials {
  /// Beyond ±this every result is far beyond the range of float64, or 1 to more digits than it has.
  private static final BigDecimal FAR = BigDecimal.valueOf(1_000);

  /// Enough that 1 can be taken off.
  private static final MathContext WIDE = new MathContext(DIGITS.getPrecision() + 16);

  private static final BigDecimal SIX = BigDecimal.valueOf(6);

  private Exponentials() {}

  /// Of an argument beyond [#FAR], as if it were that.
  static BigDecimal exp(BigDecimal x) {
    return BigDecimalMath.exp(x.min(FAR).max(FAR.negate()).round(DIGITS), DIGITS);
  }

  static BigDecimal expm1(BigDecimal x) {
    if (x.abs().compareTo(TINY) < 0) {
      BigDecimal square = x.multiply(x, DIGITS);
      BigDecimal cube = square.multiply(x, DIGITS).divide(SIX, DIGITS);
      BigDecimal fourth = square.multiply(square, DIGITS).divide(BigDecimal.valueOf(24), DIGITS);
      return x.add(square.divide(TWO, DIGITS)).add(cube).add(fourth).round(DIGITS);
    }
    return BigDecimalMath.exp(x.min(FAR).max(FAR.negate()), WIDE).subtract(ONE).round(DIGITS);
  }

  static BigDecimal sinh(BigDecimal x) {
    BigDecimal less = expm1(x.abs());
    BigDecimal sum = less.add(less.divide(less.add(ONE), DIGITS)).divide(TWO, DIGITS);
    return x.signum() < 0 ? sum.negate() : sum;
  }

  static BigDecimal cosh(BigDecimal x) {
    BigDecimal power = exp(x.abs());
    return power.add(ONE.divide(power, DIGITS)).divide(TWO, DIGITS);
  }

  static BigDecimal tanh(BigDecimal x) {
    BigDecimal less = expm1(x.multiply(TWO, DIGITS));
    return less.divide(less.add(TWO), DIGITS);
  }
}

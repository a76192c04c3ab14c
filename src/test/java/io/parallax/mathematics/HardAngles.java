package io.parallax.mathematics;

import ch.obermuhlner.math.big.BigDecimalMath;
import io.parallax.type.DataType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/// The floats nearest to multiples of π/2, relative to how far from it floats are usually: for each
/// binary exponent those with the significands that are denominators of the continued fraction's
/// convergents of 2^exponent · 2/π (W. Kahan, "Minimizing q·m − n", 1983).
final class HardAngles {
  private static final MathContext DIGITS = new MathContext(700);
  private static final BigDecimal TWO_OVER_PI =
      BigDecimal.TWO.divide(BigDecimalMath.pi(DIGITS), DIGITS);

  private HardAngles() {}

  /// In order of exponents, the same each time.
  static double[] of(DataType type) {
    int precision = type == DataType.FLOAT64 ? 53 : 24;
    int largest = type == DataType.FLOAT64 ? 971 : 104;
    List<Double> angles = new ArrayList<>();
    for (int exponent = -precision; exponent <= largest; exponent++) {
      BigDecimal ratio =
          exponent < 0
              ? TWO_OVER_PI.divide(BigDecimal.TWO.pow(-exponent), DIGITS)
              : TWO_OVER_PI.multiply(BigDecimal.TWO.pow(exponent), DIGITS);
      for (BigInteger denominator : denominators(ratio, precision)) {
        angles.add(Math.scalb(denominator.doubleValue(), exponent));
      }
    }
    return angles.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /// Those of full precision; shorter ones are found at another exponent.
  private static List<BigInteger> denominators(BigDecimal ratio, int precision) {
    List<BigInteger> found = new ArrayList<>();
    MathContext digits = new MathContext(40);
    BigDecimal rest = ratio.subtract(new BigDecimal(ratio.toBigInteger())).round(digits);
    BigInteger before = BigInteger.ZERO;
    BigInteger denominator = BigInteger.ONE;
    while (denominator.bitLength() <= precision && rest.signum() > 0) {
      if (denominator.bitLength() == precision) {
        found.add(denominator);
      }
      BigDecimal inverse = BigDecimal.ONE.divide(rest, digits);
      BigInteger whole = inverse.toBigInteger();
      rest = inverse.subtract(new BigDecimal(whole));
      BigInteger next = whole.multiply(denominator).add(before);
      before = denominator;
      denominator = next;
    }
    return found;
  }
}

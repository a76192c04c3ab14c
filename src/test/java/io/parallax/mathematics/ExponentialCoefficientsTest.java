package io.parallax.mathematics;

import static io.parallax.mathematics.Remez.DIGITS;
import static io.parallax.mathematics.Remez.powers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.obermuhlner.math.big.BigDecimalMath;
import java.math.BigDecimal;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// The polynomials of the exponential functions are nearly the best of their degree, found anew.
class ExponentialCoefficientsTest {
  private static final BigDecimal SIXTEEN = BigDecimal.valueOf(16);
  private static final BigDecimal LN_2 = BigDecimalMath.log(BigDecimal.TWO, DIGITS);

  /// ln 2 / 2, and a little for the rounding of k.
  private static final double HALF_LN_2 = 0.34660824863;

  /// (½ + lean)·ln 2.
  private static final double LEANING = 0.40481;

  /// A 64th of the unit in the last place of 1: an error that is no longer worth a coefficient.
  private static final double DOUBLE_ENOUGH = 0x1p-59;

  private static final double SINGLE_ENOUGH = 0x1p-30;

  @Test
  void tabledExponential() {
    isNearlyBest(
        HALF_LN_2 / 16 * (1 + 0x1p-10),
        r -> exp(r).subtract(BigDecimal.ONE).subtract(r),
        r -> exp(r.negate()),
        2,
        1,
        TabledExponential.SERIES,
        0x1p-64);
    isNearlyBest(
        0x1p-5,
        r -> exp(r.multiply(LN_2)).subtract(BigDecimal.ONE).subtract(r.multiply(LN_2)),
        r -> exp(r.negate().multiply(LN_2)),
        2,
        1,
        TabledExponential.BINARY_SERIES,
        0x1p-64);
  }

  @Test
  void sixteenthPowers() {
    for (int i = 0; i < 16; i++) {
      BigDecimal power = exp(LN_2.multiply(BigDecimal.valueOf(i)).divide(SIXTEEN, DIGITS));
      double nearest = power.doubleValue();
      long bits = TabledExponential.POWERS.bitsAt(i) + ((long) i << 48);
      assertEquals(nearest, Double.longBitsToDouble(bits));
      BigDecimal rest = power.divide(new BigDecimal(nearest), DIGITS).subtract(BigDecimal.ONE);
      double found = Double.longBitsToDouble(TabledExponential.RESTS.bitsAt(i));
      assertEquals(rest.doubleValue(), found);
    }
  }

  @Test
  void exponential() {
    UnaryOperator<BigDecimal> relative = r -> inverse(exp(r).subtract(BigDecimal.ONE).abs());
    isNearlyBest(
        HALF_LN_2,
        ExponentialCoefficientsTest::beyondSquare,
        relative,
        3,
        1,
        Exponential.DOUBLE,
        DOUBLE_ENOUGH);
    isNearlyBest(
        HALF_LN_2,
        ExponentialCoefficientsTest::beyondSquare,
        relative,
        3,
        1,
        Exponential.SINGLE,
        SINGLE_ENOUGH);
  }

  @Test
  void powerOfTwo() {
    UnaryOperator<BigDecimal> rest = r -> beyondSquare(r.multiply(LN_2, DIGITS));
    UnaryOperator<BigDecimal> relative = r -> exp(r.negate().multiply(LN_2, DIGITS));
    isNearlyBest(0.5, rest, relative, 3, 1, Exponential.BINARY_SINGLE, SINGLE_ENOUGH);
  }

  @Test
  void hyperbolic() {
    UnaryOperator<BigDecimal> cosh = r -> BigDecimalMath.cosh(r, DIGITS);
    UnaryOperator<BigDecimal> sinh = r -> BigDecimalMath.sinh(r, DIGITS);
    UnaryOperator<BigDecimal> evenRest =
        r -> cosh.apply(r).subtract(BigDecimal.ONE).subtract(halfSquare(r));
    UnaryOperator<BigDecimal> oddRest = r -> sinh.apply(r).subtract(r);
    UnaryOperator<BigDecimal> even = r -> inverse(cosh.apply(r));
    UnaryOperator<BigDecimal> odd = r -> inverse(sinh.apply(r).abs());
    isNearlyBest(LEANING, evenRest, even, 4, 2, Hyperbolic.COSH_DOUBLE, DOUBLE_ENOUGH);
    isNearlyBest(LEANING, evenRest, even, 4, 2, Hyperbolic.COSH_SINGLE, SINGLE_ENOUGH);
    isNearlyBest(LEANING, oddRest, odd, 3, 2, Hyperbolic.SINH_DOUBLE, DOUBLE_ENOUGH);
    isNearlyBest(LEANING, oddRest, odd, 3, 2, Hyperbolic.SINH_SINGLE, SINGLE_ENOUGH);
  }

  /// @param enough below which the rounding of the coefficients may cost what it does
  private static void isNearlyBest(
      double limit,
      UnaryOperator<BigDecimal> function,
      UnaryOperator<BigDecimal> weight,
      int firstPower,
      int powerStep,
      double[] coefficients,
      double enough) {
    int lastPower = (coefficients.length - 1) * powerStep;
    double low = powerStep == 1 ? -limit : 0x1p-30;
    UnaryOperator<BigDecimal> factor = r -> r.pow(firstPower);
    Remez best =
        Remez.on(
            low,
            limit,
            r -> function.apply(r).divide(factor.apply(r), DIGITS),
            r -> weight.apply(r).multiply(factor.apply(r).abs(), DIGITS),
            powers(0, lastPower, powerStep));
    double possible = best.bestError();
    double error = best.errorOf(coefficients);
    assertTrue(error <= Math.max(1.03 * possible, enough), () -> error + ", possible " + possible);
    assertTrue(error >= 0.998 * possible, () -> error + " is less than possible: " + possible);
  }

  /// eʳ − 1 − r − r²/2.
  private static BigDecimal beyondSquare(BigDecimal r) {
    return exp(r).subtract(BigDecimal.ONE).subtract(r).subtract(halfSquare(r));
  }

  private static BigDecimal halfSquare(BigDecimal r) {
    return r.multiply(r).divide(BigDecimal.TWO, DIGITS);
  }

  private static BigDecimal exp(BigDecimal x) {
    return BigDecimalMath.exp(x, DIGITS);
  }

  private static BigDecimal inverse(BigDecimal x) {
    return BigDecimal.ONE.divide(x, DIGITS);
  }
}

package io.parallax.program;

import static io.parallax.program.Remez.DIGITS;
import static io.parallax.program.Remez.powers;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.obermuhlner.math.big.BigDecimalMath;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// The polynomials of the exponential functions are nearly the best of their degree, found anew.
class ExponentialCoefficientsTest {
  private static final BigDecimal LN_2 = BigDecimalMath.log(BigDecimal.TWO, DIGITS);

  /// ln 2 / 2, and a little for the rounding of k.
  private static final double HALF_LN_2 = 0.34660824863;

  /// A 64th of the unit in the last place of 1: an error that is no longer worth a coefficient.
  private static final double DOUBLE_ENOUGH = 0x1p-59;

  private static final double SINGLE_ENOUGH = 0x1p-30;

  @Test
  void exponential() {
    UnaryOperator<BigDecimal> rest = r -> exp(r).subtract(BigDecimal.ONE).subtract(r);
    UnaryOperator<BigDecimal> relative = r -> exp(r.negate());
    isNearlyBest(HALF_LN_2, rest, relative, 2, 1, Exponential.DOUBLE, DOUBLE_ENOUGH);
    isNearlyBest(HALF_LN_2, rest, relative, 2, 1, Exponential.SINGLE, SINGLE_ENOUGH);
  }

  @Test
  void exponentialMinusOne() {
    UnaryOperator<BigDecimal> rest = r -> exp(r).subtract(BigDecimal.ONE).subtract(r);
    UnaryOperator<BigDecimal> relative = r -> inverse(exp(r).subtract(BigDecimal.ONE).abs());
    isNearlyBest(HALF_LN_2, rest, relative, 2, 1, ExponentialMinusOne.DOUBLE, DOUBLE_ENOUGH);
    isNearlyBest(HALF_LN_2, rest, relative, 2, 1, ExponentialMinusOne.SINGLE, SINGLE_ENOUGH);
  }

  @Test
  void powerOfTwo() {
    UnaryOperator<BigDecimal> rest =
        r -> {
          BigDecimal exponent = r.multiply(LN_2, DIGITS);
          return exp(exponent).subtract(BigDecimal.ONE).subtract(exponent);
        };
    UnaryOperator<BigDecimal> relative = r -> exp(r.negate().multiply(LN_2, DIGITS));
    isNearlyBest(0.5, rest, relative, 2, 1, tail(Exponential.BINARY_DOUBLE), DOUBLE_ENOUGH);
    isNearlyBest(0.5, rest, relative, 2, 1, tail(Exponential.BINARY_SINGLE), SINGLE_ENOUGH);
  }

  @Test
  void hyperbolic() {
    UnaryOperator<BigDecimal> cosh = r -> BigDecimalMath.cosh(r, DIGITS);
    UnaryOperator<BigDecimal> sinh = r -> BigDecimalMath.sinh(r, DIGITS);
    UnaryOperator<BigDecimal> evenRest = r -> cosh.apply(r).subtract(BigDecimal.ONE);
    UnaryOperator<BigDecimal> oddRest = r -> sinh.apply(r).subtract(r);
    UnaryOperator<BigDecimal> even = r -> inverse(cosh.apply(r));
    UnaryOperator<BigDecimal> odd = r -> inverse(sinh.apply(r).abs());
    isNearlyBest(HALF_LN_2, evenRest, even, 2, 2, Hyperbolic.COSH_DOUBLE, DOUBLE_ENOUGH);
    isNearlyBest(HALF_LN_2, evenRest, even, 2, 2, Hyperbolic.COSH_SINGLE, SINGLE_ENOUGH);
    isNearlyBest(HALF_LN_2, oddRest, odd, 3, 2, Hyperbolic.SINH_DOUBLE, DOUBLE_ENOUGH);
    isNearlyBest(HALF_LN_2, oddRest, odd, 3, 2, Hyperbolic.SINH_SINGLE, SINGLE_ENOUGH);
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
    int lastPower = firstPower + (coefficients.length - 1) * powerStep;
    double low = powerStep == 1 ? -limit : 0x1p-30;
    Remez best = Remez.on(low, limit, function, weight, powers(firstPower, lastPower, powerStep));
    double possible = best.bestError();
    double error = best.errorOf(coefficients);
    assertTrue(error <= Math.max(1.03 * possible, enough), () -> error + ", possible " + possible);
    assertTrue(error >= 0.998 * possible, () -> error + " is less than possible: " + possible);
  }

  private static double[] tail(double[] coefficients) {
    return Arrays.copyOfRange(coefficients, 1, coefficients.length);
  }

  private static BigDecimal exp(BigDecimal x) {
    return BigDecimalMath.exp(x, DIGITS);
  }

  private static BigDecimal inverse(BigDecimal x) {
    return BigDecimal.ONE.divide(x, DIGITS);
  }
}

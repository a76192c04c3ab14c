package io.parallax.mathematics;

import static ch.obermuhlner.math.big.BigDecimalMath.exp;
import static ch.obermuhlner.math.big.BigDecimalMath.sin;
import static io.parallax.mathematics.Remez.DIGITS;
import static io.parallax.mathematics.Remez.powers;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RemezTest {
  /// The best polynomial of lower degree for xⁿ on [−1, 1] differs from it by Chebyshev's, 2¹⁻ⁿ·Tₙ.
  @Test
  void leavesOfPowersTheChebyshevPolynomials() {
    Remez best = Remez.on(-1, 1, x -> x.pow(5), Remez::absolute, powers(0, 4));
    assertEquals(0x1p-4, best.bestError(), 1e-5);
    assertArrayEquals(new double[] {0, -5.0 / 16, 0, 20.0 / 16, 0}, rounded(best), 1e-3);
  }

  /// The straight line for eˣ on [0, 1] in closed form: slope e − 1, error (2 − e +
  /// (e−1)·ln(e−1))/2.
  @Test
  void findsTheBestLineForTheExponential() {
    Remez best = Remez.on(0, 1, x -> exp(x, DIGITS), Remez::absolute, powers(0, 1));
    double slope = Math.E - 1;
    double error = (2 - Math.E + slope * Math.log(slope)) / 2;
    assertEquals(Math.abs(error), best.bestError(), 1e-5);
    assertEquals(slope, rounded(best)[1], 1e-12);
  }

  @Test
  void weighsErrorsAndTakesOnlyTheNamedPowers() {
    Remez relative =
        Remez.on(
            0x1p-20,
            Math.PI / 4,
            x -> sin(x, DIGITS).subtract(x),
            x -> BigDecimal.ONE.divide(sin(x, DIGITS), DIGITS),
            powers(3, 11, 2));
    double best = relative.bestError();
    assertTrue(best > 0x1p-48 && best < 0x1p-47, () -> "error " + best);
    double[] coefficients = rounded(relative);
    assertEquals(-1.0 / 6, coefficients[0], 1e-12);
    assertTrue(relative.errorOf(coefficients) < 1.02 * best);
    double[] series = new double[] {-1.0 / 6, 1.0 / 120, -1.0 / 5040, 1.0 / 362880, 0};
    assertTrue(relative.errorOf(series) > 1_000 * best);
  }

  @Test
  void fixedCoefficientsCostWhatTheyCost() {
    Remez free = Remez.on(-0.5, 0.5, x -> exp(x, DIGITS), Remez::absolute, powers(0, 4));
    double best = free.bestError();
    double fixed = free.withFixed(1, 1).bestError();
    assertTrue(fixed > best && fixed < 10 * best, () -> fixed + " against " + best);
  }

  private static double[] rounded(Remez remez) {
    return Arrays.stream(remez.bestCoefficients()).mapToDouble(BigDecimal::doubleValue).toArray();
  }
}

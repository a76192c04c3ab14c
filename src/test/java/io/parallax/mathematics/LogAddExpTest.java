package io.parallax.mathematics;

import static io.parallax.type.DataType.FLOAT64;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parallax.language.MathFunction;
import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LogAddExpTest {
  private static final Formula LOG_ADD_EXP = Formula.of(MathFunction.LOGADDEXP, FLOAT64);
  private static final int POINTS = 200;

  @Test
  void operandsMayBeExchanged() {
    SplittableRandom random = new SplittableRandom(3);
    for (int at = 0; at < POINTS; at++) {
      double x = random.nextDouble(-30, 30);
      double y = random.nextDouble(-30, 30);
      assertEquals(LOG_ADD_EXP.of(x, y), LOG_ADD_EXP.of(y, x), () -> x + ", " + y);
    }
  }

  @Test
  void equalOperandsGainTheLogarithmOfTwo() {
    assertEquals(Math.log(2), LOG_ADD_EXP.of(0.0, 0.0));
    assertEquals(-1e300, LOG_ADD_EXP.of(-1e300, -1e300));
    assertEquals(700 + Math.log(2), LOG_ADD_EXP.of(700.0, 700.0));
  }

  /// The arguments that the bound in ulps does not cover: neighbours of the points at which the
  /// exact result is 0.
  @Test
  void resultsNearestToZeroAreRightToTheHundredthBitOfTheSmallerTerm() {
    SplittableRandom random = new SplittableRandom(5);
    int covered = 0;
    for (int at = 0; at < POINTS; at++) {
      double x = -Math.scalb(random.nextDouble(0.5, 1), -random.nextInt(60));
      double nearest = SumOfPowers.otherLogarithm(x);
      double y = nearest + random.nextInt(-3, 4) * Math.ulp(nearest);
      if (y <= x) {
        covered += SumOfPowers.isFarFromOne(x, y) ? 0 : 1;
        BigDecimal exact = SumOfPowers.logarithm(new BigDecimal(x), new BigDecimal(y));
        double error = new BigDecimal(LOG_ADD_EXP.of(x, y)).subtract(exact).abs().doubleValue();
        double allowed = Math.exp(y) * -y * 0x1p-98 + Math.ulp(exact.doubleValue());
        assertTrue(error <= allowed, () -> x + ", " + y + ": " + error + " of " + exact);
      }
    }
    assertTrue(covered > POINTS / 2, "points near the zeros: " + covered);
  }

  /// Logarithms of two probabilities that sum to 1, of which textbook formulas lose every digit.
  @Test
  void aSumThatIsAlmostOneKeepsItsDigits() {
    double x = Math.log(0.25);
    double y = Math.log(0.75) + 0x1p-40;
    BigDecimal exact = SumOfPowers.logarithm(new BigDecimal(x), new BigDecimal(y));
    assertEquals(exact.doubleValue(), LOG_ADD_EXP.of(x, y), Math.ulp(exact.doubleValue()));
  }
}

package io.parallax.program;

import static io.parallax.program.Remez.DIGITS;
import static io.parallax.program.Remez.powers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.obermuhlner.math.big.BigDecimalMath;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/// The constants of [DoubleLogarithm], [SingleLogarithm] and [LogarithmTables] are what their
/// comments say.
class LogarithmConstantsTest {
  private static final BigDecimal LN_2 = BigDecimalMath.log(BigDecimal.TWO, DIGITS);
  private static final double LOW = Float.intBitsToFloat(0x3f35_04f3) - 1.0;
  private static final double HIGH = 2.0 * Float.intBitsToFloat(0x3f35_04f3) - 1.0;

  @Test
  void doublesHaveNearlyTheBestPolynomial() {
    Remez remez =
        Remez.on(-0x1p-6, 0x1p-6, LogarithmConstantsTest::curve, BigDecimal::abs, powers(0, 6));
    double error = remez.errorOf(DoubleLogarithm.COEFFICIENTS);
    assertTrue(error < Math.pow(2, -57.8), () -> "error " + error);
    assertTrue(error < 1.1 * remez.bestError());
  }

  @Test
  void singlesHaveNearlyTheBestPolynomial() {
    Remez remez =
        Remez.on(
            LOW,
            HIGH,
            LogarithmConstantsTest::curve,
            f -> f.multiply(f).divide(log1p(f), DIGITS).abs(),
            powers(0, 8));
    double error = remez.errorOf(SingleLogarithm.COEFFICIENTS);
    assertTrue(error < Math.pow(2, -27.6), () -> "error " + error);
    assertTrue(error < 1.2 * remez.bestError());
  }

  /// One more coefficient than the accuracy needs makes the rounding of the first the largest
  /// error.
  @Test
  void singlesToBaseTwoAreAsGoodAsTheFirstCoefficient() {
    Remez remez =
        Remez.on(
            LOW,
            HIGH,
            f -> log1p(f).divide(LN_2.multiply(f), DIGITS).subtract(BigDecimal.ONE),
            f -> f.multiply(LN_2).divide(log1p(f), DIGITS).abs(),
            powers(0, 10));
    double error = remez.errorOf(SingleLogarithm.COEFFICIENTS_2);
    double first = SingleLogarithm.COEFFICIENTS_2[0];
    double rounding = Math.abs((1 + first) * Math.log(2) - 1);
    assertTrue(error < 1.01 * rounding, () -> error + " beside " + rounding);
    assertTrue(rounding < Math.pow(2, -26.7));
  }

  @Test
  void theLogarithmsOfTheTableAreMuchMoreExactThanDoubles() {
    for (int at = 0; at < LogarithmTables.RECIPROCALS.size(); at++) {
      double reciprocal = Double.longBitsToDouble(LogarithmTables.RECIPROCALS.bitsAt(at));
      double logarithm = Double.longBitsToDouble(LogarithmTables.LOGARITHMS.bitsAt(at));
      double low = edge(at);
      double high = edge(at + 1);
      if (low >= 1 - 0x1p-6 && high <= 1 + 0x1p-6) {
        assertEquals(1, reciprocal);
        assertEquals(0, logarithm);
      } else {
        assertEquals(1, reciprocal * (low + high) / 2, 0x1p-28);
        assertEquals(Math.rint(logarithm * 0x1p43), logarithm * 0x1p43);
        BigDecimal error =
            BigDecimalMath.log(new BigDecimal(reciprocal), DIGITS).add(new BigDecimal(logarithm));
        assertTrue(error.abs().doubleValue() < 0x1p-65);
      }
    }
  }

  private static double edge(int step) {
    return Double.longBitsToDouble(0x3fe6_0000_0000_0000L + ((long) step << 45));
  }

  private static BigDecimal curve(BigDecimal x) {
    return log1p(x).subtract(x).divide(x.multiply(x), DIGITS);
  }

  private static BigDecimal log1p(BigDecimal x) {
    return BigDecimalMath.log(BigDecimal.ONE.add(x), DIGITS);
  }
}

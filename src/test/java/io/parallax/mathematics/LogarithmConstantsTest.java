package io.parallax.mathematics;

import static io.parallax.mathematics.Remez.DIGITS;
import static io.parallax.mathematics.Remez.powers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.obermuhlner.math.big.BigDecimalMath;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/// The constants of [DoubleLogarithm], [SingleLogarithm] and [LogarithmTables] are what their
/// comments say.
class LogarithmConstantsTest {
  private static final BigDecimal HALF = new BigDecimal("0.5");
  private static final double LOW = 0.68 - 1;
  private static final double HIGH = 1.36 - 1;

  @Test
  void doublesHaveNearlyTheBestPolynomial() {
    Remez remez =
        Remez.on(-0x1p-5, 0x1p-5, LogarithmConstantsTest::curve, BigDecimal::abs, powers(0, 8));
    double error = remez.errorOf(DoubleLogarithm.COEFFICIENTS);
    assertTrue(error < 0x1p-62, () -> "error " + error);
    assertTrue(error < 1.1 * remez.bestError());
  }

  @Test
  void singlesHaveNearlyTheBestPolynomial() {
    Remez remez =
        Remez.on(
            LOW,
            HIGH,
            f -> curve(f).add(HALF).divide(f, DIGITS),
            f -> f.pow(3).divide(log1p(f), DIGITS).abs(),
            powers(0, 8));
    double error = remez.errorOf(SingleLogarithm.COEFFICIENTS);
    assertTrue(error < 0x1p-30, () -> "error " + error);
    assertTrue(error < 1.2 * remez.bestError());
  }

  @Test
  void theLogarithmsOfTheTableAreMuchMoreExactThanDoubles() {
    for (int at = 0; at < LogarithmTables.RECIPROCALS.size(); at++) {
      double reciprocal = Double.longBitsToDouble(LogarithmTables.RECIPROCALS.bitsAt(at));
      double logarithm = Double.longBitsToDouble(LogarithmTables.LOGARITHMS.bitsAt(at));
      double low = edge(at);
      double high = edge(at + 1);
      if (low >= 1 - 0x1p-5 && high <= 1 + 0x1p-5) {
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

package io.parallax.mathematics;

import static io.parallax.type.DataType.FLOAT32;
import static io.parallax.type.DataType.FLOAT64;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.obermuhlner.math.big.BigDecimalMath;
import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CubeRootTest {
  private static final Formula ROOT = Formula.of(FLOAT64, CubeRoot::cubeRoot);
  private static final Formula ROOT_SINGLE = Formula.of(FLOAT32, CubeRoot::cubeRoot);
  private static final BigDecimal MINUS_A_THIRD =
      BigDecimal.ONE.negate().divide(BigDecimal.valueOf(3), Remez.DIGITS);

  @ParameterizedTest
  @CsvSource({
    "0.0, 0.0",
    "-0.0, -0.0",
    "1, 1",
    "-27, -3",
    "Infinity, Infinity",
    "-Infinity, -Infinity",
    "NaN, NaN"
  })
  void specialValues(double x, double root) {
    assertEquals(root, ROOT.of(x));
    assertEquals((float) root, ROOT_SINGLE.of((float) x));
  }

  @Test
  void cubesHaveExactRoots() {
    SplittableRandom random = new SplittableRandom(23);
    for (int round = 0; round < 2_000; round++) {
      long root = random.nextLong(1, 1 << 17);
      int exponent = random.nextInt(-357, 324);
      double scaled = Math.scalb((double) root, exponent);
      assertEquals(scaled, ROOT.of(Math.scalb((double) (root * root * root), 3 * exponent)));
      float small = Math.scalb((float) (root % 256), exponent / 10);
      assertEquals(-small, ROOT_SINGLE.of(-small * small * small));
    }
  }

  @Test
  void subnormalNumbersHaveTheRootsOfTheirScaledOnes() {
    SplittableRandom random = new SplittableRandom(24);
    for (int round = 0; round < 2_000; round++) {
      double x = Double.longBitsToDouble(random.nextLong(1L << random.nextInt(1, 52)));
      assertEquals(ROOT.of(x * 0x1p300) * 0x1p-100, ROOT.of(x));
      float single = Float.intBitsToFloat(random.nextInt(1 << random.nextInt(1, 23)));
      assertEquals(ROOT_SINGLE.of(single * 0x1p60f) * 0x1p-20f, ROOT_SINGLE.of(single));
    }
  }

  @Test
  void hardPoints() {
    new HardPoints("cbrt").assertWithin(0.53, FLOAT64, CubeRoot::cubeRoot);
    new HardPoints("cbrt").assertWithin(0.53, FLOAT32, CubeRoot::cubeRoot);
  }

  @Test
  void theFirstStepIsTheBestOfItsDegree() {
    Remez remez =
        Remez.on(
            -0.1025,
            0.1025,
            d -> power(d, MINUS_A_THIRD),
            Remez::absolute,
            Remez.powers(0, CubeRoot.SEED.length - 1));
    assertTrue(remez.errorOf(CubeRoot.SEED) < 1.05 * remez.bestError());
  }

  /// The coefficients are of 8d, and d is at most what rounding to eight bits leaves.
  @Test
  void thePolynomialOfSinglesIsNearlyExact() {
    BigDecimal exponent = MINUS_A_THIRD.multiply(BigDecimal.valueOf(2));
    double[] coefficients = CubeRoot.SINGLE.clone();
    for (int at = 0; at < coefficients.length; at++) {
      coefficients[at] = Math.scalb(coefficients[at], 3 * (at + 1));
    }
    Remez remez =
        Remez.on(
            -0.0125,
            0.0125,
            d -> power(d, exponent).subtract(BigDecimal.ONE),
            d -> power(d, exponent.negate()),
            Remez.powers(1, coefficients.length));
    assertTrue(remez.errorOf(coefficients) < 0x1p-30);
  }

  /// (1 + d)^exponent.
  private static BigDecimal power(BigDecimal d, BigDecimal exponent) {
    return BigDecimalMath.pow(BigDecimal.ONE.add(d), exponent, Remez.DIGITS);
  }
}

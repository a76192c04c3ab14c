package io.parallax.mathematics;

import static io.parallax.type.DataType.FLOAT32;
import static io.parallax.type.DataType.FLOAT64;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HypotenuseTest {
  private static final Formula HYPOT = Formula.ofTwo(FLOAT64, Hypotenuse::hypotenuse);
  private static final Formula HYPOT_SINGLE = Formula.ofTwo(FLOAT32, Hypotenuse::hypotenuse);

  @ParameterizedTest
  @CsvSource({
    "0.0, 0.0, 0.0",
    "-0.0, -0.0, 0.0",
    "-0.0, -5, 5",
    "3, -4, 5",
    "Infinity, NaN, Infinity",
    "NaN, -Infinity, Infinity",
    "-Infinity, 1, Infinity",
    "Infinity, -Infinity, Infinity",
    "NaN, 1, NaN",
    "0.0, NaN, NaN"
  })
  void specialValues(double x, double y, double expected) {
    assertEquals(expected, HYPOT.of(x, y));
    assertEquals((float) expected, HYPOT_SINGLE.of((float) x, (float) y));
  }

  @Test
  void anOperandBesideZeroIsItsOwnHypotenuse() {
    SplittableRandom random = new SplittableRandom(25);
    for (int round = 0; round < 2_000; round++) {
      double x = Double.longBitsToDouble(random.nextLong());
      assertEquals(Math.abs(x), HYPOT.of(x, 0));
      float single = Float.intBitsToFloat(random.nextInt());
      assertEquals(Math.abs(single), HYPOT_SINGLE.of(-0.0f, single));
    }
  }

  /// p² − q², 2pq and p² + q², over the whole range.
  @Test
  void pythagoreanTriplesAreExact() {
    SplittableRandom random = new SplittableRandom(26);
    for (int round = 0; round < 2_000; round++) {
      int p = random.nextInt(2, 1 << 12);
      int q = random.nextInt(1, p);
      int exponent = random.nextInt(-1_074, 999);
      double x = Math.scalb((double) (p * p - q * q), exponent);
      double y = Math.scalb((double) (2 * p * q), exponent);
      assertEquals(Math.scalb((double) (p * p + q * q), exponent), HYPOT.of(-x, y));
      assertEquals(HYPOT.of(x, y), HYPOT.of(y, x));
    }
  }

  @Test
  void overflowsOnlyWhereTheResultDoes() {
    assertEquals(0x1.fp1023, HYPOT.of(0x1.fp1023, 0x1p900));
    assertEquals(Double.POSITIVE_INFINITY, HYPOT.of(Double.MAX_VALUE, Double.MAX_VALUE));
    assertTrue(HYPOT.of(0x1p1023, 0x1.8p1023) < Double.MAX_VALUE);
    assertEquals(Float.POSITIVE_INFINITY, HYPOT_SINGLE.of(Float.MAX_VALUE, Float.MAX_VALUE));
  }

  @Test
  void hardPoints() {
    new HardPoints("hypot").assertWithin(0.53, FLOAT64, Hypotenuse::hypotenuse);
    new HardPoints("hypot").assertWithin(0.53, FLOAT32, Hypotenuse::hypotenuse);
  }
}

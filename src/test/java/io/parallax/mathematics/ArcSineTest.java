package io.parallax.mathematics;

import static io.parallax.type.DataType.FLOAT32;
import static io.parallax.type.DataType.FLOAT64;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.obermuhlner.math.big.BigDecimalMath;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArcSineTest {
  private static final Formula ARCSIN = Formula.of(FLOAT64, ArcSine::arcsin);
  private static final Formula ARCSIN_SINGLE = Formula.of(FLOAT32, ArcSine::arcsin);
  private static final Formula ARCCOS = Formula.of(FLOAT64, ArcSine::arccos);
  private static final Formula ARCCOS_SINGLE = Formula.of(FLOAT32, ArcSine::arccos);

  @ParameterizedTest
  @CsvSource({
    "0.0, 0.0, 1.5707963267948966",
    "-0.0, -0.0, 1.5707963267948966",
    "4.9e-324, 4.9e-324, 1.5707963267948966",
    "1, 1.5707963267948966, 0.0",
    "-1, -1.5707963267948966, 3.141592653589793",
    "0.5, 0.5235987755982989, 1.0471975511965979",
    "-0.5, -0.5235987755982989, 2.0943951023931957",
    "1.0000002, NaN, NaN",
    "-1.0000002, NaN, NaN",
    "1e300, NaN, NaN",
    "-Infinity, NaN, NaN",
    "NaN, NaN, NaN"
  })
  void specialValues(double x, double arcsin, double arccos) {
    assertEquals(arcsin, ARCSIN.of(x));
    assertEquals(arccos, ARCCOS.of(x));
    assertEquals((float) arcsin, ARCSIN_SINGLE.of((float) x));
    assertEquals((float) arccos, ARCCOS_SINGLE.of((float) x));
  }

  @Test
  void arcsinIsOddAndBothMakeARightAngle() {
    SplittableRandom random = new SplittableRandom(22);
    for (int round = 0; round < 2_000; round++) {
      double x = random.nextDouble(-1, 1);
      assertEquals(-ARCSIN.of(x), ARCSIN.of(-x));
      assertEquals(Math.PI / 2, ARCSIN.of(x) + ARCCOS.of(x), 5e-16);
      float single = (float) x;
      assertEquals(-ARCSIN_SINGLE.of(single), ARCSIN_SINGLE.of(-single));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.5, 0.5, 0.875})
  void neitherTurnsBackAcrossTheSeams(double seam) {
    double arcsin = -2;
    double arccos = 4;
    for (int step = -1_000; step < 1_000; step++) {
      double x = seam + step * 0x1p-48;
      double nextArcsin = ARCSIN.of(x);
      double nextArccos = ARCCOS.of(x);
      assertTrue(nextArcsin > arcsin && nextArccos < arccos, "at " + x);
      arcsin = nextArcsin;
      arccos = nextArccos;
    }
  }

  @Test
  void hardPoints() {
    new HardPoints("arcsin").assertWithin(0.60, FLOAT64, ArcSine::arcsin);
    new HardPoints("arcsin").assertWithin(0.60, FLOAT32, ArcSine::arcsin);
    new HardPoints("arccos").assertWithin(0.60, FLOAT64, ArcSine::arccos);
    new HardPoints("arccos").assertWithin(0.59, FLOAT32, ArcSine::arccos);
  }

  @Test
  void itsPolynomialsAreTheBest() {
    OddPolynomials.assertBest(BigDecimalMath::asin, 0.25, ArcSine.DOUBLE);
    OddPolynomials.assertBest(BigDecimalMath::asin, 0.25, ArcSine.SINGLE);
  }
}

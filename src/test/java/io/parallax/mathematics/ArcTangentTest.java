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

class ArcTangentTest {
  private static final Formula ARCTAN = Formula.of(FLOAT64, ArcTangent::arctan);
  private static final Formula ARCTAN_SINGLE = Formula.of(FLOAT32, ArcTangent::arctan);
  private static final Formula ARCTAN2 = Formula.ofTwo(FLOAT64, Direction::arctan2);
  private static final Formula ARCTAN2_SINGLE = Formula.ofTwo(FLOAT32, Direction::arctan2);

  @ParameterizedTest
  @CsvSource({
    "0.0, 0.0",
    "-0.0, -0.0",
    "4.9e-324, 4.9e-324",
    "-2.2e-310, -2.2e-310",
    "1, 0.7853981633974483",
    "-1, -0.7853981633974483",
    "1.7976931348623157e308, 1.5707963267948966",
    "Infinity, 1.5707963267948966",
    "-Infinity, -1.5707963267948966",
    "NaN, NaN"
  })
  void specialValues(double x, double angle) {
    assertEquals(angle, ARCTAN.of(x));
    assertEquals((float) angle, ARCTAN_SINGLE.of((float) x));
  }

  @ParameterizedTest
  @CsvSource({
    "0.0, 0.0, 0.0",
    "-0.0, 0.0, -0.0",
    "0.0, -0.0, 3.141592653589793",
    "-0.0, -0.0, -3.141592653589793",
    "0.0, -3, 3.141592653589793",
    "-0.0, 3, -0.0",
    "2, 0.0, 1.5707963267948966",
    "2, -0.0, 1.5707963267948966",
    "-2, 0.0, -1.5707963267948966",
    "Infinity, Infinity, 0.7853981633974483",
    "Infinity, -Infinity, 2.356194490192345",
    "-Infinity, Infinity, -0.7853981633974483",
    "-Infinity, -Infinity, -2.356194490192345",
    "Infinity, -1e30, 1.5707963267948966",
    "-Infinity, 0.0, -1.5707963267948966",
    "1e30, Infinity, 0.0",
    "-1e30, Infinity, -0.0",
    "1e30, -Infinity, 3.141592653589793",
    "-1, -Infinity, -3.141592653589793",
    "1, 1, 0.7853981633974483",
    "1, -1, 2.356194490192345",
    "NaN, 1, NaN",
    "1, NaN, NaN",
    "NaN, Infinity, NaN",
    "-Infinity, NaN, NaN",
    "NaN, 0.0, NaN"
  })
  void specialValuesOfTwo(double y, double x, double angle) {
    assertEquals(angle, ARCTAN2.of(y, x));
    assertEquals((float) angle, ARCTAN2_SINGLE.of((float) y, (float) x));
  }

  @Test
  void aSmallQuotientIsItsOwnAngleHoweverLargeOrSmallItsOperandsAre() {
    SplittableRandom random = new SplittableRandom(20);
    for (int round = 0; round < 2_000; round++) {
      double x = Math.scalb(random.nextDouble(1, 2), random.nextInt(-300, 1_023));
      double y = Math.scalb(random.nextDouble(1, 2), random.nextInt(-1_074, -350));
      assertEquals(y / x, ARCTAN2.of(y, x));
    }
  }

  @Test
  void bothAreOddAndTheSecondTurnsByPiBehindTheOrigin() {
    SplittableRandom random = new SplittableRandom(21);
    for (int round = 0; round < 2_000; round++) {
      double x = Math.scalb(random.nextDouble(-2, 2), random.nextInt(-1_074, 1_023));
      double y = Math.scalb(random.nextDouble(-2, 2), random.nextInt(-1_074, 1_023));
      assertEquals(-ARCTAN.of(x), ARCTAN.of(-x));
      assertEquals(-ARCTAN2.of(y, x), ARCTAN2.of(-y, x));
      assertEquals(ARCTAN.of(Math.abs(x)), ARCTAN2.of(Math.abs(x), 1), 2.3e-16);
      assertEquals(Math.PI, ARCTAN2.of(Math.abs(y), x) + ARCTAN2.of(Math.abs(y), -x), 1e-15);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 1, 2, 0x1p60})
  void neverFallsAcrossTheSeams(double seam) {
    double before = 0;
    for (double x = seam * (1 - 0x1p-41); x < seam * (1 + 0x1p-41); x += Math.ulp(seam) * 64) {
      double angle = ARCTAN.of(x);
      assertTrue(angle >= before, "arctan falls at " + x);
      before = angle;
    }
  }

  @Test
  void hardPoints() {
    new HardPoints("arctan").assertWithin(0.59, FLOAT64, ArcTangent::arctan);
    new HardPoints("arctan").assertWithin(0.59, FLOAT32, ArcTangent::arctan);
    new HardPoints("arctan2").assertWithin(0.59, FLOAT64, Direction::arctan2);
    new HardPoints("arctan2").assertWithin(0.59, FLOAT32, Direction::arctan2);
  }

  @Test
  void itsPolynomialsAreTheBest() {
    OddPolynomials.assertBest(BigDecimalMath::atan, 0.25, AngleTangent.DOUBLE);
    OddPolynomials.assertBest(BigDecimalMath::atan, 0.25, AngleTangent.SINGLE);
  }
}

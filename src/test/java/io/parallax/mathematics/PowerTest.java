package io.parallax.mathematics;

import static io.parallax.type.DataType.FLOAT32;
import static io.parallax.type.DataType.FLOAT64;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.obermuhlner.math.big.BigDecimalMath;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PowerTest {
  private static final Formula POW = Formula.ofTwo(FLOAT64, Power::power);
  private static final Formula POWER_SINGLE = Formula.ofTwo(FLOAT32, PowerSingle::power);

  /// Of z = s² for m up to √2.
  private static final double MOST_SQUARE = Math.pow(3 - 2 * Math.sqrt(2), 2);

  private static final BigDecimal LN_2 = BigDecimalMath.log(BigDecimal.TWO, Remez.DIGITS);

  @ParameterizedTest
  @CsvSource({
    "1, NaN, 1",
    "1, -Infinity, 1",
    "NaN, 0.0, 1",
    "NaN, -0.0, 1",
    "NaN, 1, NaN",
    "2, NaN, NaN",
    "-1, NaN, NaN",
    "0.0, NaN, NaN",
    "-1, Infinity, 1",
    "-1, -Infinity, 1",
    "0.0, 3, 0.0",
    "-0.0, 3, -0.0",
    "-0.0, 2, 0.0",
    "-0.0, 0.5, 0.0",
    "-0.0, 1e300, 0.0",
    "0.0, -3, Infinity",
    "-0.0, -3, -Infinity",
    "-0.0, -2, Infinity",
    "-0.0, -0.5, Infinity",
    "0.0, Infinity, 0.0",
    "-0.0, -Infinity, Infinity",
    "0.0, 0.0, 1",
    "-0.0, -0.0, 1",
    "Infinity, -0.0, 1",
    "Infinity, 1e-9, Infinity",
    "Infinity, -1e-9, 0.0",
    "Infinity, Infinity, Infinity",
    "Infinity, -Infinity, 0.0",
    "-Infinity, 3, -Infinity",
    "-Infinity, 2, Infinity",
    "-Infinity, 0.5, Infinity",
    "-Infinity, -3, -0.0",
    "-Infinity, -2, 0.0",
    "-Infinity, -Infinity, 0.0",
    "-8, 0.5, NaN",
    "-8, 0.3333333333333333, NaN",
    "-2, 3, -8",
    "-2, -2, 0.25",
    "-2, 1e300, Infinity",
    "-0.5, Infinity, 0.0",
    "-0.5, -Infinity, Infinity",
    "2, Infinity, Infinity",
    "2, -Infinity, 0.0",
    "0.5, Infinity, 0.0",
    "0.5, -Infinity, Infinity",
    "-1, 16777215, -1",
    "-1, 16777216, 1",
    "2, 0.5, 1.4142135623730951",
    "10, -400, 0.0",
    "-10, 401, -Infinity"
  })
  void specialValues(double x, double y, double expected) {
    assertEquals(expected, POW.of(x, y));
    assertEquals((float) expected, POWER_SINGLE.of((float) x, (float) y));
  }

  @ParameterizedTest
  @CsvSource({
    "2, 1023, 8.98846567431158e307",
    "2, 1024, Infinity",
    "2, -1074, 4.9e-324",
    "2, -1075, 0.0",
    "4.9e-324, 1, 4.9e-324",
    "4.9e-324, -1, Infinity",
    "4.9e-324, 0.5, 2.2227587494850775e-162",
    "1.7976931348623157e308, 1, 1.7976931348623157e308",
    "-1, 9007199254740991, -1",
    "-1, 9007199254740992, 1",
    "-1, -4503599627370497.0, -1",
    "-1, 4503599627370496.5, 1",
    "0.9999999999999999, 1e300, 0.0",
    "1.0000000000000002, 1e300, Infinity",
    "1.0000000000000002, 1e-300, 1"
  })
  void edgesOfDoubles(double x, double y, double expected) {
    assertEquals(expected, POW.of(x, y));
  }

  @ParameterizedTest
  @CsvSource({"2, 127, 1.7014118e38", "2, 128, Infinity", "2, -149, 1.4e-45", "2, -151, 0.0"})
  void edgesOfSingles(float x, float y, float expected) {
    assertEquals(expected, POWER_SINGLE.of(x, y));
  }

  @Test
  void powersOfIntegersThatAreExactComeOutExactly() {
    for (int base = 2; base < 200; base++) {
      for (int exponent = 1; BigInteger.valueOf(base).pow(exponent).bitLength() <= 53; exponent++) {
        double power = BigInteger.valueOf(base).pow(exponent).doubleValue();
        assertEquals(power, POW.of((double) base, exponent));
        assertEquals(exponent % 2 == 0 ? power : -power, POW.of((double) -base, exponent));
        if (power < 0x1p24) {
          assertEquals((float) power, POWER_SINGLE.of((float) base, exponent));
        }
      }
    }
  }

  @Test
  void everyNumberIsItsOwnFirstPower() {
    SplittableRandom random = new SplittableRandom(27);
    for (int round = 0; round < 2_000; round++) {
      double x = Double.longBitsToDouble(random.nextLong());
      assertEquals(x, POW.of(x, 1));
      float single = Float.intBitsToFloat(random.nextInt());
      assertEquals(single, POWER_SINGLE.of(single, 1));
    }
  }

  @Test
  void hardPoints() {
    new HardPoints("pow").assertWithin(0.58, FLOAT64, Power::power);
    new HardPoints("pow").assertWithin(0.54, FLOAT32, PowerSingle::power);
  }

  /// P, the terms from s⁷ on.
  @Test
  void thePolynomialsOfTheLogarithmsAreTheBest() {
    BigDecimal c0 = BigDecimal.TWO.divide(LN_2, Remez.DIGITS);
    BigDecimal c1 = c0.divide(BigDecimal.valueOf(3), Remez.DIGITS);
    int[] powers = Remez.powers(2, Power.LOGARITHM.length + 2);
    assertBest(logarithm(z -> c0.add(c1.multiply(z)), powers).withFixed(Power.C2), Power.LOGARITHM);
    double[] single = new double[PowerSingle.LOGARITHM.length - 1];
    System.arraycopy(PowerSingle.LOGARITHM, 1, single, 0, single.length);
    assertBest(logarithm(z -> c0, Remez.powers(1, single.length)), single);
  }

  @Test
  void thePolynomialOfTheExponentialIsTheBest() {
    double[] single = new double[PowerSingle.EXPONENTIAL.length - 1];
    System.arraycopy(PowerSingle.EXPONENTIAL, 1, single, 0, single.length);
    assertBest(exponential(Remez.powers(1, single.length)), single);
  }

  private static void assertBest(Remez remez, double... coefficients) {
    double best = remez.bestError();
    double error = remez.errorOf(coefficients);
    assertTrue(error < 1.25 * best, () -> error + " against " + best);
  }

  /// log₂ m / s less what is given of it, for its relative error.
  private static Remez logarithm(UnaryOperator<BigDecimal> given, int... powers) {
    UnaryOperator<BigDecimal> ratio =
        z -> {
          BigDecimal s = z.sqrt(Remez.DIGITS);
          BigDecimal m = BigDecimal.ONE.add(s).divide(BigDecimal.ONE.subtract(s), Remez.DIGITS);
          return BigDecimalMath.log(m, Remez.DIGITS).divide(LN_2.multiply(s), Remez.DIGITS);
        };
    return Remez.on(
        MOST_SQUARE * 0x1p-20,
        MOST_SQUARE,
        z -> ratio.apply(z).subtract(given.apply(z)),
        z -> BigDecimal.ONE.divide(ratio.apply(z), Remez.DIGITS),
        powers);
  }

  /// 2^r − 1, for the relative error of 2^r.
  private static Remez exponential(int... powers) {
    UnaryOperator<BigDecimal> power = r -> BigDecimalMath.exp(r.multiply(LN_2), Remez.DIGITS);
    return Remez.on(
        -0.5,
        0.5,
        r -> power.apply(r).subtract(BigDecimal.ONE),
        r -> BigDecimal.ONE.divide(power.apply(r), Remez.DIGITS),
        powers);
  }
}

package io.parallax.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NumberTextTest {
  private static final int RANDOM_COUNT = 300_000;

  private final byte[] text = new byte[NumberText.MAX_BYTES + 2];
  private final Random random = new Random(20_261_130);

  @Test
  void writesDoublesOfAllBitsAsTheLibraryDoes() {
    for (int count = 0; count < RANDOM_COUNT; count++) {
      requireSame(Double.longBitsToDouble(random.nextLong()));
    }
  }

  @Test
  void writesDoublesOfUsualSizesAsTheLibraryDoes() {
    for (int count = 0; count < RANDOM_COUNT; count++) {
      requireSame(random.nextDouble());
      requireSame(random.nextGaussian() * Math.pow(10, random.nextInt(20) - 8));
      requireSame((float) random.nextGaussian());
    }
  }

  @Test
  void writesShortDecimalsAndTheirNeighboursAsTheLibraryDoes() {
    for (int count = 0; count < RANDOM_COUNT / 3; count++) {
      double decimal = (random.nextLong() >> random.nextInt(64)) / Math.pow(10, random.nextInt(12));
      requireSame(decimal);
      requireSame(Math.nextUp(decimal));
      requireSame(Math.nextDown(decimal));
    }
    for (int exponent = -330; exponent < 310; exponent++) {
      double power = Double.parseDouble("1e" + exponent);
      requireSame(power);
      requireSame(Math.nextUp(power));
      requireSame(Math.nextDown(power));
      requireSame(5 * power);
      requireSame(9.5 * power);
    }
  }

  @Test
  void writesPowersOfTwoAndTheSmallestDoublesAsTheLibraryDoes() {
    for (int exponent = -1_074; exponent < 1_024; exponent++) {
      double power = Math.scalb(1.0, exponent);
      requireSame(power);
      requireSame(Math.nextUp(power));
      requireSame(Math.nextDown(power));
    }
    for (long bits = 0; bits < 3_000; bits++) {
      requireSame(Double.longBitsToDouble(bits));
      requireSame(Float.intBitsToFloat((int) bits));
    }
    requireSame(Double.MAX_VALUE);
    requireSame(Double.NaN);
    requireSame(Double.POSITIVE_INFINITY);
    requireSame(2e-323);
    requireSame(9_007_199_254_740_994.0);
    requireSame(2.0e23);
  }

  @Test
  void writesFloatsAsTheLibraryDoes() {
    for (int count = 0; count < RANDOM_COUNT; count++) {
      requireSame(Float.intBitsToFloat(random.nextInt()));
      requireSame(random.nextFloat());
      requireSame(random.nextInt(2_000_000) / 100f);
    }
    for (int exponent = -149; exponent < 128; exponent++) {
      float power = Math.scalb(1f, exponent);
      requireSame(power);
      requireSame(Math.nextUp(power));
      requireSame(Math.nextDown(power));
    }
    requireSame(Float.NaN);
    requireSame(Float.NEGATIVE_INFINITY);
  }

  @Test
  void writesIntegersAsTheLibraryDoes() {
    for (int count = 0; count < RANDOM_COUNT; count++) {
      requireSame(random.nextLong() >> random.nextInt(64));
    }
    long power = 1;
    for (int exponent = 0; exponent < 19; exponent++) {
      requireSame(power);
      requireSame(power - 1);
      requireSame(-power);
      requireSame(1 - power);
      power *= 10;
    }
    requireSame(Long.MAX_VALUE);
    requireSame(Long.MIN_VALUE);
  }

  @Test
  void takesLogarithmsThatAreRight() {
    for (int q = -1_074; q < 1_024; q++) {
      assertThat(ShortestDecimal.floorOfLog10OfPowerOf2(q)).isEqualTo(floorOfLog10(1, q));
      assertThat(ShortestDecimal.floorOfThreeQuarters(q)).isEqualTo(floorOfLog10(3, q - 2));
    }
    for (int k = 0; k <= 324; k++) {
      int bits = BigInteger.TEN.pow(k).bitLength();
      assertThat(ShortestDecimal.floorOfLog2OfPowerOf10(k)).isEqualTo(bits - 1);
      assertThat(ShortestDecimal.floorOfLog2OfPowerOf10(-k)).isEqualTo(k == 0 ? 0 : -bits);
    }
  }

  /// ⌊log₁₀ (factor·2^q)⌋, from integers.
  private static int floorOfLog10(int factor, int q) {
    BigInteger number = BigInteger.valueOf(factor).shiftLeft(Math.max(q, 0));
    BigInteger divisor = BigInteger.ONE.shiftLeft(Math.max(-q, 0));
    int floor = -400;
    while (isAtMost(floor + 1, number, divisor)) {
      floor++;
    }
    return floor;
  }

  private static boolean isAtMost(int exponent, BigInteger number, BigInteger divisor) {
    BigInteger power = BigInteger.TEN.pow(Math.abs(exponent));
    return exponent < 0
        ? number.multiply(power).compareTo(divisor) >= 0
        : number.compareTo(divisor.multiply(power)) >= 0;
  }

  private void requireSame(double value) {
    requireText(NumberText.put(value, text, 1), Double.toString(value));
    requireText(NumberText.put(-value, text, 1), Double.toString(-value));
  }

  private void requireSame(float value) {
    requireText(NumberText.put(value, text, 1), Float.toString(value));
    requireText(NumberText.put(-value, text, 1), Float.toString(-value));
  }

  private void requireSame(long value) {
    requireText(NumberText.put(value, text, 1), Long.toString(value));
  }

  private void requireText(int end, String expected) {
    String actual = new String(text, 1, end - 1, StandardCharsets.ISO_8859_1);
    if (!actual.equals(expected)) { // the assertion itself takes a microsecond
      assertThat(actual).isEqualTo(expected);
    }
  }
}

package io.parallax.format.json.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NearestDoubleTest {
  private final Random random = new Random(11);

  @Test
  void roundsRandomDecimalsAsTheLibraryDoes() {
    for (int count = 0; count < 100_000; count++) {
      requireNearest(random.nextLong() >>> random.nextInt(64), random.nextInt(660) - 340);
      requireNearest(random.nextLong() >>> random.nextInt(12), random.nextInt(60) - 40);
    }
  }

  @Test
  void roundsTiesToEven() {
    for (int count = 0; count < 10_000; count++) {
      long middle = (1L << 53) | (random.nextLong() >>> 11) | 1;
      int shift = random.nextInt(10);
      requireNearest(middle << shift, 0);
      requireNearest((middle << shift) + 1, 0);
      requireNearest((middle << shift) - 1, 0);
      long fives = 1;
      for (int places = 1; places <= 4; places++) {
        fives *= 5;
        if (Math.unsignedMultiplyHigh(middle, fives) == 0) {
          requireNearest(middle * fives, -places);
          requireNearest(middle * fives + 1, -places);
          requireNearest(middle * fives - 1, -places);
        }
      }
      long tens = middle << 9;
      for (int power = 1; power <= 23; power++) {
        // Digits and a power of ten whose product is near a tie.
        requireNearest(Long.divideUnsigned(tens, 10) + random.nextInt(3) - 1, power);
        tens = Long.divideUnsigned(tens, 10);
      }
    }
  }

  @Test
  void roundsTiesOfDigitsWithPowersOfTenToEven() {
    for (int power = 1; power <= 23; power++) {
      BigInteger five = BigInteger.valueOf(5).pow(power);
      for (int count = 0; count < 500; count++) {
        // An odd multiple of 5^power with 54 bits is digits that are times 10^power a tie.
        BigInteger least = BigInteger.ONE.shiftLeft(53).divide(five).add(BigInteger.ONE);
        BigInteger digits =
            least.add(new BigInteger(Math.max(1, least.bitLength() - 1), random)).setBit(0);
        requireNearest(digits.longValueExact(), power);
      }
    }
  }

  @Test
  void decidesWhatIsNeitherSubnormalNorTooGreat() {
    for (int exponent = -307; exponent <= 289; exponent++) {
      assertThat(NearestDouble.of(1_234_567_890_123_456_789L, exponent - 18)).isNotNaN();
    }
    assertThat(NearestDouble.of(1, -324)).isNaN();
    assertThat(NearestDouble.of(1, 309)).isNaN();
    assertThat(NearestDouble.of(0, 9_999)).isZero();
  }

  @Test
  void takesLogarithmsThatAreRight() {
    for (int exponent = 0; exponent <= 325; exponent++) {
      int bits = BigInteger.TEN.pow(exponent).bitLength();
      assertThat(NearestDouble.floorOfLog2(exponent)).isEqualTo(bits - 1);
      assertThat(NearestDouble.floorOfLog2(-exponent)).isEqualTo(exponent == 0 ? 0 : -bits);
    }
  }

  /// A value that is undecided is right only where the library's is subnormal or not finite.
  private static void requireNearest(long digits, int exponent) {
    double nearest = NearestDouble.of(digits, exponent);
    double expected = Double.parseDouble(Long.toUnsignedString(digits) + "e" + exponent);
    boolean isRight =
        Double.isNaN(nearest)
            ? expected < Double.MIN_NORMAL * 2 || Double.isInfinite(expected)
            : nearest == expected;
    if (!isRight) { // the assertion itself takes a microsecond
      assertThat(nearest).as(digits + "e" + exponent).isEqualTo(expected);
    }
  }
}

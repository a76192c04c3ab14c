package io.parallax.format.json.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class FloatRoundingTest {
  @Test
  void findsExactlyTheDoublesInTheMiddleOfTwoFloats() {
    Random random = new Random(32);
    for (int round = 0; round < 100_000; round++) {
      int bits = random.nextInt() & 0x7FFF_FFFF;
      float low = Float.intBitsToFloat(round % 3 == 0 ? bits & 0x00FF_FFFF : bits);
      float high = Math.nextUp(low);
      if (!Float.isFinite(high)) {
        continue;
      }
      double middle = ((double) low + high) / 2;
      assertThat(FloatRounding.isBetween(middle)).as("%s", middle).isTrue();
      assertThat(FloatRounding.isBetween(-middle)).isTrue();
      assertThat(FloatRounding.isBetween(Math.nextUp(middle))).isFalse();
      assertThat(FloatRounding.isBetween(Math.nextDown(middle))).isFalse();
      assertThat(FloatRounding.isBetween(low)).isFalse();
    }
  }
}

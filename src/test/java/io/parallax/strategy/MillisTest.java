package io.parallax.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MillisTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 ms",
    "1e-9, 0.000000 ms",
    "0.01234, 0.0123 ms",
    "1.6, 1.60 ms",
    "0.9996, 1.000 ms",
    "1640.4, 1640 ms",
    "3e17, 300000000000000000 ms",
    "Infinity, Infinity ms",
    "NaN, NaN ms"
  })
  void writesThreeDigits(double millis, String text) {
    assertThat(Millis.text(millis)).isEqualTo(text);
  }

  @Test
  void roundsAsAFormatStringDoes() {
    Random random = new Random(3);
    for (int round = 0; round < 10_000; round++) {
      double millis = Math.pow(10, random.nextInt(20) - 6) * random.nextDouble();
      String text = Millis.text(millis);
      int point = text.indexOf('.');
      int decimals = point < 0 ? 0 : text.indexOf(' ') - point - 1;
      assertThat(text).isEqualTo(String.format(Locale.ROOT, "%." + decimals + "f ms", millis));
    }
  }
}

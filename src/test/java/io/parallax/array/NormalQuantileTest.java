package io.parallax.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalQuantileTest {

  /// Expected values: CPython's `statistics.NormalDist().inv_cdf`, the same algorithm.
  @ParameterizedTest
  @CsvSource({
    "0.5, 0.0",
    "0.25, -0.6744897501960817",
    "0.075, -1.4395314709384557",
    "0.0749999, -1.4395321773759004",
    "0.925, 1.439531470938456",
    "0.975, 1.9599639845400536",
    "0.001, -3.090232306167813",
    "1e-10, -6.361340902404056",
    "1e-11, -6.706023155495136",
    "1e-12, -7.034483825301132",
    "1.1102230246251565e-16, -8.209536151601386",
    "0.9999999999999999, 8.209536151601386",
    "0.9999, 3.7190164854557084"
  })
  void agreesWithItsPublishedImplementation(double probability, double expected) {
    assertThat(NormalQuantile.of(probability)).isCloseTo(expected, within(Math.ulp(expected)));
  }

  @Test
  void risesAndIsOddAboutOneHalf() {
    double last = Double.NEGATIVE_INFINITY;
    for (int i = 1; i < 4096; i++) {
      double z = NormalQuantile.of(i / 4096.0);
      assertThat(z).isGreaterThan(last).isEqualTo(-NormalQuantile.of(1 - i / 4096.0) + 0.0);
      last = z;
    }
  }

  @Test
  void noDrawLiesBeyondTheStatedReach() {
    assertThat(NormalQuantile.of(1 - 0x1p-53)).isLessThan(Distribution.Normal.REACH);
    assertThat(NormalQuantile.of(0x1p-53)).isGreaterThan(-Distribution.Normal.REACH);
  }
}

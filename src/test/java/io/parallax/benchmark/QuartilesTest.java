package io.parallax.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuartilesTest {
  @Test
  void areThoseOfNumpy() {
    assertThat(Quartiles.of(new long[] {4, 1, 3, 2})).isEqualTo(new Quartiles(1.75, 2.5, 3.25));
    assertThat(Quartiles.of(new long[] {50, 10, 20})).isEqualTo(new Quartiles(15, 20, 35));
    assertThat(Quartiles.of(new long[] {7})).isEqualTo(new Quartiles(7, 7, 7));
  }
}

package io.parallax.compute;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EstimatesTest {
  private final Estimates estimates = new Estimates();

  @Test
  void areTakenAtTheirWordAtFirst() {
    assertThat(estimates.corrected(1_000)).isEqualTo(1_000);
  }

  @Test
  void areCorrectedByWhatRequestsReallyTook() {
    for (int i = 0; i < 100; i++) {
      estimates.add(1_000, 5_000);
    }
    assertThat(estimates.corrected(200)).isBetween(999L, 1_000L);
  }

  @Test
  void longRequestsCountForMoreThanShortOnes() {
    estimates.add(1_000_000, 2_000_000);
    estimates.add(10, 10_000);
    assertThat(estimates.corrected(1_000)).isBetween(1_900L, 2_200L);
  }

  @Test
  void areCorrectedWithinReason() {
    estimates.add(1, Long.MAX_VALUE);
    estimates.add(0, 1_000_000);
    assertThat(estimates.corrected(1_000)).isEqualTo(20_000);
  }
}

package io.parallax.compute;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ServiceTimeTest {
  private final ServiceTime serviceTime = new ServiceTime();

  @Test
  void isOneSecondAtLeast() {
    assertThat(serviceTime.of(100)).isEqualTo(Duration.ofSeconds(1));
    serviceTime.add(Duration.ofMillis(1).toNanos());
    assertThat(serviceTime.of(100)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void isInProportionToTheRequestsAndRoundedUp() {
    serviceTime.add(Duration.ofSeconds(2).toNanos());

    assertThat(serviceTime.of(1)).isEqualTo(Duration.ofSeconds(2));
    assertThat(serviceTime.of(3.25)).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void followsTheLatestRequests() {
    serviceTime.add(Duration.ofSeconds(100).toNanos());
    for (int i = 0; i < 60; i++) {
      serviceTime.add(Duration.ofSeconds(2).toNanos());
    }

    assertThat(serviceTime.of(1)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(3));
  }
}

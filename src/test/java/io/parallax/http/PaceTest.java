package io.parallax.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final Pace pace = new Pace(() -> 1_000, Duration.ofSeconds(2));

  @Test
  void aClientThatMovesWhatIsAskedForIsWaitedForWithoutEnd() {
    for (int i = 0; i < 100; i++) {
      assertThat(pace.keeps(1_000, SECOND)).isTrue();
    }
  }

  @Test
  void aClientThatTricklesIsGivenUpAfterTheGrace() {
    assertThat(pace.keeps(100, SECOND)).isTrue();
    assertThat(pace.keeps(100, SECOND)).isFalse();
  }

  @Test
  void whatCameFastBeforeDoesNotExcuseWhatTricklesNow() {
    assertThat(pace.keeps(1_000_000, 2 * SECOND)).isTrue();
    assertThat(pace.keeps(1, SECOND)).isTrue();
    assertThat(pace.keeps(1, SECOND)).isFalse();
  }

  @Test
  void timeInWhichNobodyWaitedDoesNotCount() {
    for (int i = 0; i < 100; i++) {
      assertThat(pace.keeps(0, 0)).isTrue();
    }
  }
}

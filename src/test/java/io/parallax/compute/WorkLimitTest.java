package io.parallax.compute;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WorkLimitTest {
  private static final long WINDOW = WorkLimit.WINDOW.toNanos();

  private long usedNanos;
  private long nowNanos = 1;
  private final WorkLimit limit = new WorkLimit(2, 4, 2, () -> usedNanos);

  WorkLimitTest() {
    limit.adapt(nowNanos, false);
  }

  @Test
  void growsWhileRequestsWaitAndCoresAreIdle() {
    pass(0.5, true);
    assertThat(limit.current()).isEqualTo(3);
    pass(0.5, true);
    pass(0.5, true);
    assertThat(limit.current()).isEqualTo(4);
  }

  @Test
  void shrinksToTheLeastWhenTheCoresAreBusy() {
    pass(0.5, true);
    pass(0.5, true);
    pass(1, true);
    assertThat(limit.current()).isEqualTo(3);
    pass(1, true);
    pass(1, true);
    assertThat(limit.current()).isEqualTo(2);
  }

  @Test
  void staysWhereNobodyWaitsOrTheCoresAreNearlyBusy() {
    pass(0.1, false);
    pass(0.95, true);
    assertThat(limit.current()).isEqualTo(2);
  }

  @Test
  void takesNoNoticeOfWhatHappensWithinAWindowOrLongAgo() {
    nowNanos += WINDOW / 2;
    limit.adapt(nowNanos, true);
    nowNanos += 10 * WINDOW;
    limit.adapt(nowNanos, true);
    assertThat(limit.current()).isEqualTo(2);
  }

  /// @param busy the part of the cores' time that the process used
  private void pass(double busy, boolean waiting) {
    nowNanos += WINDOW;
    usedNanos += (long) (busy * 2 * WINDOW);
    limit.adapt(nowNanos, waiting);
  }
}

package io.parallax.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.availability.ApplicationAvailabilityBean;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.support.GenericApplicationContext;

@Timeout(120)
class WarmUpTest {
  private final GenericApplicationContext application = new GenericApplicationContext();
  private final ApplicationAvailabilityBean availability = new ApplicationAvailabilityBean();
  private final CountingStep step = new CountingStep();
  private final WarmUp warmUp = new WarmUp(List.of(step), application);

  @BeforeEach
  void start() {
    application.addApplicationListener(availability);
    application.refresh();
  }

  @AfterEach
  void stop() {
    application.close();
  }

  @Test
  void theServiceIsReadyOnlyOnceItsStepsAreTaken() {
    say(ReadinessState.ACCEPTING_TRAFFIC);
    assertThat(availability.getReadinessState()).isEqualTo(ReadinessState.REFUSING_TRAFFIC);

    warmUp.begin();

    while (availability.getReadinessState() != ReadinessState.ACCEPTING_TRAFFIC) {
      Thread.onSpinWait();
    }
    assertThat(step.taken).isEqualTo(1);
  }

  @Test
  void aWarmServiceHoldsNothingBack() {
    warmUp.run();
    assertThat(availability.getReadinessState()).isEqualTo(ReadinessState.REFUSING_TRAFFIC);

    say(ReadinessState.ACCEPTING_TRAFFIC);

    assertThat(availability.getReadinessState()).isEqualTo(ReadinessState.ACCEPTING_TRAFFIC);
  }

  @Test
  void aServiceThatStopsMeanwhileStaysUnready() {
    say(ReadinessState.ACCEPTING_TRAFFIC);
    say(ReadinessState.REFUSING_TRAFFIC);

    warmUp.run();

    assertThat(availability.getReadinessState()).isEqualTo(ReadinessState.REFUSING_TRAFFIC);
  }

  @Test
  void aStepThatFailsDoesNotKeepTheServiceFromBeingReady() {
    WarmUp failing = new WarmUp(List.of(new FailingStep()), application);
    failing.run();

    AvailabilityChangeEvent.publish(application, ReadinessState.ACCEPTING_TRAFFIC);
    failing.follow(new AvailabilityChangeEvent<>(application, ReadinessState.ACCEPTING_TRAFFIC));

    assertThat(availability.getReadinessState()).isEqualTo(ReadinessState.ACCEPTING_TRAFFIC);
  }

  private static final class CountingStep implements WarmUpStep {
    private volatile int taken;

    @Override
    public String subject() {
      return "what is warm at once";
    }

    @Override
    public synchronized void warm(Duration limit) {
      taken++;
    }
  }

  private static final class FailingStep implements WarmUpStep {
    @Override
    public String subject() {
      return "what cannot be warmed";
    }

    @Override
    public void warm(Duration limit) {
      throw new IllegalStateException("as it must");
    }
  }

  /// As Spring Boot says it.
  private void say(ReadinessState state) {
    AvailabilityChangeEvent.publish(application, state);
    warmUp.follow(new AvailabilityChangeEvent<>(application, state));
  }
}

package io.parallax.warmup;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.EventListener;

/// Runs the warm-up steps in the background after the application has started. The service is not
/// ready until they are done. Requests that come sooner are answered, slowly.
final class WarmUp {
  private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

  /// The time limit of each step, because a busy machine must become ready, too.
  private static final Duration STEP_LIMIT = Duration.ofSeconds(20);

  private final List<WarmUpStep> steps;
  private final ApplicationContext application;
  private boolean warm;
  private boolean accepting;

  /// @param steps in the order they are taken
  WarmUp(List<WarmUpStep> steps, ApplicationContext application) {
    this.steps = List.copyOf(steps);
    this.application = application;
  }

  @EventListener(ApplicationStartedEvent.class)
  void begin() {
    Thread.ofPlatform().daemon().name("warm-up").start(this::run);
  }

  /// Remembers the readiness that the application itself publishes, and overrides it with not ready
  /// while the engine is cold.
  @EventListener
  synchronized void follow(AvailabilityChangeEvent<ReadinessState> change) {
    if (change.getSource() == this) {
      return;
    }
    accepting = change.getState() == ReadinessState.ACCEPTING_TRAFFIC;
    if (accepting && !warm) {
      publish(ReadinessState.REFUSING_TRAFFIC);
    }
  }

  void run() {
    try {
      steps.forEach(WarmUp::take);
    } finally {
      done();
    }
  }

  private static void take(WarmUpStep step) {
    long startNanos = System.nanoTime();
    try {
      step.warm(STEP_LIMIT);
      long took = Duration.ofNanos(System.nanoTime() - startNanos).toMillis();
      LOG.info("Warm after {} ms: {}", took, step.subject());
    } catch (RuntimeException failure) {
      LOG.warn("Not warm, first requests will be slow: {}", step.subject(), failure);
    }
  }

  private synchronized void done() {
    warm = true;
    if (accepting) {
      publish(ReadinessState.ACCEPTING_TRAFFIC);
    }
  }

  private void publish(ReadinessState state) {
    AvailabilityChangeEvent.publish(application, this, state);
  }
}

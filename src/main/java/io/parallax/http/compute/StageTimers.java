package io.parallax.http.compute;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// Measures how long requests are in each of the stages that have resources of their own. Thread
/// safe.
@Component
final class StageTimers {
  private final Timer receiving;
  private final Timer waiting;
  private final Timer computing;
  private final Timer answering;

  StageTimers(MeterRegistry registry) {
    receiving = timer(registry, "receiving");
    waiting = timer(registry, "waiting");
    computing = timer(registry, "computing");
    answering = timer(registry, "answering");
  }

  /// Records the receiving of a body that did not come with its headers.
  void receiving(Duration time) {
    receiving.record(time);
  }

  /// Records the wait for a thread and a place.
  void waiting(Duration time) {
    waiting.record(time);
  }

  void computing(Duration time) {
    computing.record(time);
  }

  void answering(Duration time) {
    answering.record(time);
  }

  private static Timer timer(MeterRegistry registry, String stage) {
    return Timer.builder("parallax.requests.stage")
        .description("The time requests spend in a stage")
        .tag("stage", stage)
        .register(registry);
  }
}

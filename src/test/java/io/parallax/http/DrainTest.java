package io.parallax.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.AvailabilityState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.ApplicationListener;
import org.springframework.context.support.StaticApplicationContext;

class DrainTest {
  private final List<AvailabilityState> states = new ArrayList<>();

  @Test
  void saysThatTheServiceIsNotReadyBeforeAnythingElse() {
    try (StaticApplicationContext application = application()) {
      Drain drain = drain(application, Map.of());

      drain.leave();

      assertThat(states).containsExactly(ReadinessState.REFUSING_TRAFFIC);
      assertThat(drain.enter().met()).isInstanceOf(Drain.Leaving.class);
    }
  }

  @Test
  void goesThroughEveryStageAndWaitsForNobodyLongerThanItMay() {
    try (StaticApplicationContext application = application()) {
      Drain drain = drain(application, Map.of("drain", "1ms", "finish", "1ms"));
      Drain.Visit before = drain.enter();

      drain.run();

      assertThat(before.met()).isInstanceOf(Drain.Serving.class);
      assertThat(drain.enter().met()).isInstanceOf(Drain.Refusing.class);
    }
  }

  private StaticApplicationContext application() {
    StaticApplicationContext application = new StaticApplicationContext();
    application.addApplicationListener(
        (ApplicationListener<AvailabilityChangeEvent<?>>) change -> states.add(change.getState()));
    application.refresh();
    return application;
  }

  private static Drain drain(StaticApplicationContext application, Map<String, String> settings) {
    Binder binder = new Binder(new MapConfigurationPropertySource(settings));
    return new Drain(binder.bindOrCreate("", HttpProperties.class), application);
  }
}

package io.parallax.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.stereotype.Component;

/// The gauge `parallax.ready`: 1 while a load balancer may send requests, 0 while the service warms
/// up and from its drain on. It tells operators what `/actuator/health/readiness` tells a balancer.
@Component
final class ReadinessMetric {
  ReadinessMetric(MeterRegistry registry, ApplicationAvailability availability) {
    Gauge.builder("parallax.ready", availability, ReadinessMetric::value)
        .description("Whether requests may be sent to this instance: 1 or 0")
        .register(registry);
  }

  private static double value(ApplicationAvailability availability) {
    return availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC ? 1 : 0;
  }
}

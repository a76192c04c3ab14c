package io.parallax.compute;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.parallax.compute.ComputeRequest.Evaluate;
import io.parallax.compute.testing.Service;
import io.parallax.error.ErrorCode;
import io.parallax.memory.Reservation;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ComputeMetricsTest {
  private final Service service = Service.start(Map.of("parallax.limits.memory", "64MB"));
  private final MeterRegistry registry = service.bean(MeterRegistry.class);

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void countsTheSameNanosecondsAsTheAnswerTells() {
    Evaluate request =
        new Evaluate("sum(x)", Map.of("x", Service.uniform(1, 1_000)), Options.DEFAULT);

    ComputeResult result = service.answer(request, same -> same);
    service.bean(ComputeMetrics.class).encoded(request, result, 5_000);

    String executor = result.execution().decision().executor();
    Timings timings = result.timings();
    assertThat(phase("plan", executor)).isEqualTo((double) timings.planNanos());
    assertThat(phase("generate", executor)).isEqualTo((double) timings.generateNanos());
    assertThat(phase("compute", executor)).isEqualTo((double) timings.computeNanos());
    assertThat(phase("encode", executor)).isEqualTo(5_000);
  }

  @Test
  void countsProblemsByCode() {
    ComputeMetrics metrics = service.bean(ComputeMetrics.class);

    metrics.rejected(ErrorCode.OVERLOADED);
    metrics.rejected(ErrorCode.OVERLOADED);
    metrics.rejected(ErrorCode.TOO_LARGE);

    assertThat(rejected("overloaded")).isEqualTo(2);
    assertThat(rejected("too-large")).isEqualTo(1);
  }

  @Test
  void showsTheMemoryAndTheRequestsInWork() {
    try (Reservation _ = service.budget().reserve(1 << 20);
        Admission.Ticket _ = service.bean(Admission.class).admit(Service.deadline())) {
      assertThat(gauge("parallax.memory.in.use")).isEqualTo(1 << 20);
      assertThat(gauge("parallax.memory.limit")).isEqualTo(64 << 20);
      assertThat(gauge("parallax.requests.running")).isEqualTo(1);
      assertThat(gauge("parallax.requests.waiting")).isZero();
    }
    assertThat(gauge("parallax.memory.in.use")).isZero();
    assertThat(gauge("parallax.requests.running")).isZero();
  }

  private double phase(String phase, String executor) {
    return registry
        .get("parallax.phase")
        .tags("phase", phase, "executor", executor, "operation", "evaluate")
        .timer()
        .totalTime(TimeUnit.NANOSECONDS);
  }

  private double rejected(String code) {
    return registry.get("parallax.requests.rejected").tags("code", code).counter().count();
  }

  private double gauge(String name) {
    return registry.get(name).gauge().value();
  }
}

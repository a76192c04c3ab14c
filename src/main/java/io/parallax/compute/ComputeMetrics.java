package io.parallax.compute;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.parallax.error.ErrorCode;
import io.parallax.memory.MemoryBudget;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/// Records the metrics of requests for operators. The package's description lists the names.
@Component
public final class ComputeMetrics {
  private final MeterRegistry registry;

  /// The timers of phases, which take longer to find in the registry than some requests to compute.
  private final Map<Phase, Timer> timers = new ConcurrentHashMap<>();

  public ComputeMetrics(MeterRegistry registry, MemoryBudget memory, Admission admission) {
    this.registry = registry;
    // Counters that are there before their first event: an alert sees it as an increase.
    for (ErrorCode code : ErrorCode.values()) {
      rejections(code);
    }
    Gauge.builder("parallax.memory.in.use", memory, MemoryBudget::inUseBytes)
        .description("Off-heap memory charged by requests")
        .baseUnit("bytes")
        .register(registry);
    Gauge.builder("parallax.memory.limit", memory, MemoryBudget::limitBytes)
        .description("Off-heap memory requests may be charged in all")
        .baseUnit("bytes")
        .register(registry);
    Gauge.builder("parallax.requests.running", admission, Admission::running)
        .description("Requests let in")
        .register(registry);
    Gauge.builder("parallax.requests.computing", admission, Admission::computing)
        .description("Requests in work, tiny ones included")
        .register(registry);
    Gauge.builder("parallax.requests.places", admission, Admission::places)
        .description("Requests that may be in work now, tiny ones not counted")
        .register(registry);
    Gauge.builder("parallax.requests.waiting", admission, Admission::waiting)
        .description("Requests waiting to be let in")
        .register(registry);
  }

  /// Counts a request that was answered with a problem.
  public void rejected(ErrorCode code) {
    rejections(code).increment();
  }

  private Counter rejections(ErrorCode code) {
    return Counter.builder("parallax.requests.rejected")
        .description("Requests answered with a problem")
        .tag("code", code.slug())
        .register(registry);
  }

  /// Adds the time it took to write an answer.
  public void encoded(ComputeRequest request, ComputeResult result, long nanos) {
    record("encode", nanos, request, result.execution());
  }

  /// Adds the phases of a request up to its results.
  void computed(ComputeRequest request, ComputeResult result) {
    Timings timings = result.timings();
    ComputeResult.Execution execution = result.execution();
    record("decode", timings.decodeNanos(), request, execution);
    record("plan", timings.planNanos(), request, execution);
    record("generate", timings.generateNanos(), request, execution);
    record("queue", timings.queueNanos(), request, execution);
    record("compile", timings.compileNanos(), request, execution);
    record("compute", timings.computeNanos(), request, execution);
  }

  private void record(
      String phase, long nanos, ComputeRequest request, ComputeResult.Execution execution) {
    if (nanos > 0) {
      String executor = execution.decision().executor();
      timers
          .computeIfAbsent(new Phase(phase, executor, request.operation()), this::timer)
          .record(nanos, TimeUnit.NANOSECONDS);
    }
  }

  private Timer timer(Phase phase) {
    return Timer.builder("parallax.phase")
        .description("Phases of requests that were answered with results")
        .tags("phase", phase.name(), "executor", phase.executor())
        .tag("operation", phase.operation())
        .register(registry);
  }

  /// What has a timer of its own.
  private record Phase(String name, String executor, String operation) {}
}

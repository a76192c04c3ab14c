package io.parallax.executor.process;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/// The metrics of worker processes; the package's description lists their names.
@Component
final class ProcessMetrics {
  private final MeterRegistry registry;
  private final WorkerProcesses processes;

  ProcessMetrics(MeterRegistry registry, WorkerProcesses processes) {
    this.registry = registry;
    this.processes = processes;
    gauge("alive", "processes", "Workers that are ready or at work", PoolState::alive);
    gauge("busy", "processes", "Workers at work", PoolState::busy);
    gauge("shared", "bytes", "Memory shared with workers", PoolState::sharedBytes);
    count("started", "Workers started", PoolState::started);
    count("lost", "Workers that ended unasked or had to be killed", PoolState::lost);
    count("retired", "Workers replaced for their age or size", PoolState::retired);
  }

  private void gauge(
      String name, String unit, String description, ToDoubleFunction<PoolState> statistic) {
    Gauge.builder("parallax.workers." + name, this, metrics -> metrics.value(statistic))
        .description(description)
        .baseUnit(unit)
        .register(registry);
  }

  private void count(String name, String description, ToDoubleFunction<PoolState> statistic) {
    FunctionCounter.builder("parallax.workers." + name, this, metrics -> metrics.value(statistic))
        .description(description)
        .register(registry);
  }

  private double value(ToDoubleFunction<PoolState> statistic) {
    return processes.state().map(state -> statistic.applyAsDouble(state)).orElse(0.0);
  }
}

package io.parallax.executor.process;

import java.util.Optional;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/// Says that the service is degraded, which is not down, while workers are missing: everything but
/// what asks for workers is as fast as ever, and they are being replaced.
@Component
final class WorkersHealthIndicator implements HealthIndicator {
  private static final Status DEGRADED = new Status("DEGRADED");

  private final WorkerProcesses processes;

  WorkersHealthIndicator(WorkerProcesses processes) {
    this.processes = processes;
  }

  @Override
  public Health health() {
    Optional<PoolState> state = processes.state();
    return state.isEmpty() ? Health.up().withDetail("workers", 0).build() : of(state.get());
  }

  /// Workers that nobody has needed yet are not missing.
  private static Health of(PoolState pool) {
    boolean full = pool.started() == 0 || pool.alive() >= pool.workers();
    return Health.status(full ? Status.UP : DEGRADED)
        .withDetail("workers", pool.workers())
        .withDetail("alive", pool.alive())
        .withDetail("lost", pool.lost())
        .build();
  }
}

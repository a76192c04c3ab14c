package io.parallax.executor.process;

import java.util.Optional;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/// Reports that the service is degraded while workers are missing. Degraded is not down: requests
/// that need no workers are as fast as ever, and the missing workers are being replaced.
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

  /// The health of the pool. Before the pool is first used, its workers do not count as missing.
  private static Health of(PoolState pool) {
    boolean full = pool.started() == 0 || pool.alive() >= pool.workers();
    return Health.status(full ? Status.UP : DEGRADED)
        .withDetail("workers", pool.workers())
        .withDetail("alive", pool.alive())
        .withDetail("lost", pool.lost())
        .build();
  }
}

package io.parallax.dataset;

import io.parallax.error.ComputeException;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/// Reports that the service is degraded while files of datasets are damaged, or their folder cannot
/// be used. Degraded is not down: everything else works.
@Component
final class DatasetsHealthIndicator implements HealthIndicator {
  private static final Status DEGRADED = new Status("DEGRADED");

  private final DatasetStore store;

  DatasetsHealthIndicator(DatasetStore store) {
    this.store = store;
  }

  @Override
  public Health health() {
    try {
      DatasetsState state = store.state();
      return Health.status(state.damaged() == 0 ? Status.UP : DEGRADED)
          .withDetail("datasets", state.count())
          .withDetail("bytes", state.bytes())
          .withDetail("quotaBytes", state.quotaBytes())
          .withDetail("damaged", state.damaged())
          .build();
    } catch (ComputeException unusable) {
      return Health.status(DEGRADED).withDetail("failure", unusable.detail()).build();
    }
  }
}

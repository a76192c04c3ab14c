package io.parallax.dataset;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/// The metrics of datasets; the package's description lists their names.
@Component
final class DatasetMetrics {
  private final MeterRegistry registry;
  private final DatasetStore store;

  DatasetMetrics(MeterRegistry registry, DatasetStore store) {
    this.registry = registry;
    this.store = store;
    gauge("parallax.datasets", "Datasets in the folder", DatasetsState::count);
    bytes("stored", "Columns of all datasets, drafts included", DatasetsState::bytes);
    bytes("quota", "The most there may be", DatasetsState::quotaBytes);
    gauge(
        "parallax.datasets.drafts",
        "Datasets that this instance is writing",
        DatasetsState::drafts);
    gauge(
        "parallax.datasets.damaged",
        "Columns and manifests that are known to be damaged",
        DatasetsState::damaged);
    FunctionCounter.builder(
            "parallax.datasets.columns.verified", store, each -> each.state().verified())
        .description("Columns read and found intact")
        .register(registry);
  }

  private void gauge(String name, String description, ToDoubleFunction<DatasetsState> statistic) {
    Gauge.builder(name, store, each -> statistic.applyAsDouble(each.state()))
        .description(description)
        .register(registry);
  }

  private void bytes(String name, String description, ToDoubleFunction<DatasetsState> statistic) {
    Gauge.builder("parallax.datasets." + name, store, each -> statistic.applyAsDouble(each.state()))
        .description(description)
        .baseUnit("bytes")
        .register(registry);
  }
}

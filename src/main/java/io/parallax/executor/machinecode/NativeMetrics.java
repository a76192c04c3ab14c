package io.parallax.executor.machinecode;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.parallax.kernel.llvm.KernelStatistics;
import io.parallax.kernel.llvm.binding.CompilationException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The metrics of native kernels; the package's description lists their names.
@Component
final class NativeMetrics {
  private final MeterRegistry registry;
  private final NativeEngine engine;

  NativeMetrics(MeterRegistry registry, NativeEngine engine, Compilers compilers) {
    this.registry = registry;
    this.engine = engine;
    for (CompilationException.Kind kind : CompilationException.Kind.values()) {
      FunctionCounter.builder(
              "parallax.kernels.refused", this, metrics -> metrics.statistics().failures(kind))
          .description("Loops of which there is no kernel, by what went wrong")
          .tag("cause", kind.name().toLowerCase(Locale.ROOT).replace('_', '-'))
          .register(registry);
    }
    Gauge.builder("parallax.compilers.alive", compilers, each -> each.state().alive())
        .description("Compiler processes that are ready")
        .register(registry);
    FunctionCounter.builder("parallax.compilers.started", compilers, each -> each.state().started())
        .description("Compiler processes started")
        .register(registry);
    FunctionCounter.builder("parallax.compilers.lost", compilers, each -> each.state().lost())
        .description("Compiler processes that ended unasked or had to be killed")
        .register(registry);
    FunctionTimer.builder(
            "parallax.kernels.compile",
            this,
            metrics -> metrics.statistics().compilations(),
            metrics -> (double) metrics.statistics().compileNanos(),
            TimeUnit.NANOSECONDS)
        .description("Compiling kernels")
        .register(registry);
    count("compiled", "Kernels compiled", KernelStatistics::compilations);
    count("restored", "Kernels taken from the folder of objects", KernelStatistics::restored);
    count("evicted", "Kernels freed for others", KernelStatistics::evictions);
    gauge("live", null, "Kernels in memory", KernelStatistics::kernels);
    gauge("bytes", "bytes", "Memory that kernels take", KernelStatistics::bytes);
  }

  private void count(
      String name, String description, ToDoubleFunction<KernelStatistics> statistic) {
    FunctionCounter.builder(
            "parallax.kernels." + name,
            this,
            metrics -> statistic.applyAsDouble(metrics.statistics()))
        .description(description)
        .register(registry);
  }

  private void gauge(
      String name,
      @Nullable String unit,
      String description,
      ToDoubleFunction<KernelStatistics> statistic) {
    Gauge.builder(
            "parallax.kernels." + name,
            this,
            metrics -> statistic.applyAsDouble(metrics.statistics()))
        .description(description)
        .baseUnit(unit)
        .register(registry);
  }

  private KernelStatistics statistics() {
    return engine.ifOpen().map(engine -> engine.statistics()).orElse(KernelStatistics.NONE);
  }
}

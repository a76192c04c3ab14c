package io.parallax.executor.machinecode;

import io.parallax.kernel.Engine;
import io.parallax.kernel.llvm.LlvmEngine;
import io.parallax.kernel.llvm.RefusedForm;
import io.parallax.kernel.llvm.binding.UnavailableException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// The native engine, or the reason why there is none. Opening the engine takes half a second, most
/// of it the start of a compiler process. A thread of its own opens the engine once the application
/// has started, at the same time as the warm-up; a caller that needs the engine sooner waits.
@Component
public final class NativeEngine {
  private static final Logger LOG = LoggerFactory.getLogger(NativeEngine.class);

  private final NativeProperties properties;
  private final Compilers compilers;
  private final Engine exact;
  private volatile @Nullable Opening opening;

  /// @param exact computes the morsels whose reductions native kernels cannot compute exactly
  public NativeEngine(NativeProperties properties, Compilers compilers, Engine exact) {
    this.properties = properties;
    this.compilers = compilers;
    this.exact = exact;
  }

  /// The result of opening the engine.
  public sealed interface Opening {
    record Open(LlvmEngine engine) implements Opening {}

    record Unavailable(String reason) implements Opening {}
  }

  @EventListener(ApplicationStartedEvent.class)
  void begin() {
    Thread.ofPlatform().daemon().name("native-engine").start(this::opening);
  }

  /// Opens the engine at the first call; later calls return the same result.
  public Opening opening() {
    Opening known = opening;
    return known == null ? openOnce() : known;
  }

  /// The engine if it is open already; empty also where no engine can be opened.
  public Optional<LlvmEngine> ifOpen() {
    return opening instanceof Opening.Open(LlvmEngine engine)
        ? Optional.of(engine)
        : Optional.empty();
  }

  private synchronized Opening openOnce() {
    Opening known = opening;
    if (known == null) {
      known = open();
      opening = known;
    }
    return known;
  }

  private Opening open() {
    long startNanos = System.nanoTime();
    try {
      LlvmEngine engine =
          LlvmEngine.open(properties.settings(), exact, compilers, NativeEngine::log);
      LOG.info("{} open after {} ms", engine.name(), (System.nanoTime() - startNanos) / 1_000_000);
      return new Opening.Open(engine);
    } catch (UnavailableException missing) {
      LOG.info("No native kernels: {}", missing.reason());
      return new Opening.Unavailable(missing.reason());
    } catch (RuntimeException | LinkageError defect) {
      LOG.warn("No native kernels", defect);
      return new Opening.Unavailable("LLVM does not work here: " + defect);
    }
  }

  private static void log(RefusedForm form) {
    switch (form.kind()) {
      case UNAVAILABLE -> LOG.debug("Nothing can be compiled now: {}", form.reason());
      case REJECTED, DIFFERENT, CRASHED, TIMED_OUT ->
          LOG.warn(
              "No native kernel for a loop of {} operations from now on: {}",
              form.operations(),
              form.reason());
    }
  }
}

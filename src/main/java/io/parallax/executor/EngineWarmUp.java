package io.parallax.executor;

import io.parallax.kernel.block.BlockEngine;
import java.time.Duration;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Has the engine's loops compiled.
@Component
@Order(1)
final class EngineWarmUp implements WarmUpStep {
  private final BlockEngine engine;

  EngineWarmUp(BlockEngine engine) {
    this.engine = engine;
  }

  @Override
  public String subject() {
    return "engine " + engine.name();
  }

  @Override
  public void warm(Duration limit) {
    engine.warm(limit);
  }
}

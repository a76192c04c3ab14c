package io.parallax.warmup;

import io.parallax.kernel.block.BlockEngine;
import java.time.Duration;

/// Has the engine's loops compiled.
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

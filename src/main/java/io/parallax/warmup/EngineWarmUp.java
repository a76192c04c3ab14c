package io.parallax.warmup;

import io.parallax.kernel.block.BlockEngine;
import java.time.Duration;

/// Runs the engine's loops until the JVM has compiled them.
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

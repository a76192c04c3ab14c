package io.parallax.kernel.llvm;

import io.parallax.kernel.Engine;
import io.parallax.kernel.Kernel;
import io.parallax.program.Loop;

/// Has another loop compiled between a kernel's creation and its use: in a cache for one, that
/// frees its code.
record EvictingEngine(LlvmEngine engine, Loop other) implements Engine {
  @Override
  public String name() {
    return engine.name();
  }

  @Override
  public Kernel kernel(Loop loop) {
    Kernel kernel = engine.kernel(loop);
    Kernel unused = engine.kernel(other);
    return kernel;
  }
}

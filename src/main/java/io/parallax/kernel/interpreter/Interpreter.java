package io.parallax.kernel.interpreter;

import io.parallax.kernel.Engine;
import io.parallax.kernel.Kernel;
import io.parallax.program.Loop;

/// The engine that defines the results of every other engine. It computes one element at a time,
/// every operation as [io.parallax.program.Arithmetic] computes it. Slow; every other engine is
/// compared with it.
public final class Interpreter implements Engine {
  @Override
  public String name() {
    return "interpreter";
  }

  @Override
  public Kernel kernel(Loop loop) {
    return (run, morsel) -> new InterpretedMorsel(loop, run, morsel).run();
  }
}

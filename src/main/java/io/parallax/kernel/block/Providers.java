package io.parallax.kernel.block;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/// Chooses the [LoopProvider], and logs the choice and the reason.
///
/// Only [VectorLoops] refers to the Vector API. Where the module of the Vector API is absent,
/// [VectorLoops] is never loaded.
final class Providers {
  static final String MODULE = "jdk.incubator.vector";

  private static final Logger LOGGER = System.getLogger(Providers.class.getName());

  private Providers() {}

  static LoopProvider best() {
    if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
      LOGGER.log(
          Level.WARNING, "Scalar loops: start with --add-modules {0} for vector loops", MODULE);
      return new ScalarLoops();
    }
    return vectorLoops();
  }

  private static LoopProvider vectorLoops() {
    if (!VectorLoops.areCompiled()) {
      LOGGER.log(Level.WARNING, "Scalar loops: this JVM does not compile the Vector API");
      return new ScalarLoops();
    }
    LoopProvider vector = new VectorLoops();
    LOGGER.log(Level.INFO, "Vector loops: {0}", vector.name());
    return vector;
  }
}

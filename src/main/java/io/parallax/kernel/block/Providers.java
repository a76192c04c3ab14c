package io.parallax.kernel.block;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/// Chooses the [LoopProvider], and logs which and why.
///
/// [VectorLoops] is the only way to the Vector API: where its module is absent that class is never
/// loaded.
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

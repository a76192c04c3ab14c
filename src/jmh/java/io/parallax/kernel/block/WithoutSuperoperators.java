package io.parallax.kernel.block;

/// The vector engine that computes every operation of a function as a step of its own.
public final class WithoutSuperoperators {
  private WithoutSuperoperators() {}

  /// A new engine, which the caller closes.
  public static BlockEngine engine() {
    return new BlockEngine(Providers.best(), Fusion.NONE);
  }
}

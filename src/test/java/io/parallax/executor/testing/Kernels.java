package io.parallax.executor.testing;

import io.parallax.kernel.Engine;
import io.parallax.kernel.Kernel;
import io.parallax.program.Loop;

/// Engines whose kernels do what a test wants.
public final class Kernels {
  private Kernels() {}

  /// Computes nothing.
  public static final Engine NONE = of((_, _) -> {});

  public static Engine of(Kernel kernel) {
    return new Engine() {
      @Override
      public String name() {
        return "test";
      }

      @Override
      public Kernel kernel(Loop loop) {
        return kernel;
      }
    };
  }

  /// Throws that.
  public static void fail(Throwable thrown) {
    switch (thrown) {
      case RuntimeException exception -> throw exception;
      case Error error -> throw error;
      default -> throw new AssertionError(thrown);
    }
  }
}

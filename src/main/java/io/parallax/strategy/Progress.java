package io.parallax.strategy;

import io.parallax.strategy.Decision.Compilation;

/// How far a compilation is, in words.
final class Progress {
  private static final double NANOS_PER_MILLI = 1e6;

  private Progress() {}

  static Compilation compiling(double compileNanos) {
    return new Compilation(compileNanos / NANOS_PER_MILLI, "compiling in the background");
  }

  /// @param spentNanos time spent running the program so far; the program is compiled when this
  ///   reaches `compileNanos`
  static Compilation absent(double compileNanos, double spentNanos) {
    double millis = compileNanos / NANOS_PER_MILLI;
    return new Compilation(
        millis,
        "not compiled: %s of %s spent"
            .formatted(Millis.text(spentNanos / NANOS_PER_MILLI), Millis.text(millis)));
  }
}

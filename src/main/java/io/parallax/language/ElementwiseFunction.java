package io.parallax.language;

import java.util.Optional;

/// A function that gives one result for each element of its broadcast arguments.
public sealed interface ElementwiseFunction extends Function permits BasicFunction, MathFunction {
  /// How far results may be from the exact values; empty for functions that answer with a bool.
  Optional<ErrorBound> errorBound();
}

package io.parallax.lowering;

import java.util.List;

/// The results of a filter for the positions that its predicate keeps.
public sealed interface Selection {
  /// The targets' values there, in row-major order; predicate and targets broadcast together.
  record Values(List<Target> targets) implements Selection {
    public Values {
      targets = List.copyOf(targets);
    }
  }

  /// The flat row-major int64 positions, as the result `Lowering.INDICES`.
  record Indices() implements Selection {}

  /// The predicate itself and how often it is true, as the results `Lowering.MASK` and
  /// `Lowering.COUNT`.
  record Mask() implements Selection {}

  /// The number of positions, as the result `Lowering.COUNT`.
  record Count() implements Selection {}
}

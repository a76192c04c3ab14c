package io.parallax.program;

import java.util.List;
import java.util.Optional;

/// A request as a [Program] is lowered from it: the analysed texts and what is asked of them.
public sealed interface Question {
  /// The value of one expression.
  record Evaluate(Target target) implements Question {}

  /// What the selection asks of the positions where the predicate is true.
  record Filter(Target predicate, Selection selection) implements Question {}

  /// The values of reducing expressions, over the positions where a condition is true.
  record Reduce(Optional<Target> where, List<Target> targets) implements Question {
    public Reduce {
      targets = List.copyOf(targets);
    }
  }
}

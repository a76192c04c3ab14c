package io.parallax.compute;

import io.parallax.function.TypedFunction;
import io.parallax.function.TypedStatement;
import io.parallax.language.Definition;
import io.parallax.language.Expression;
import io.parallax.lowering.Target;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Finds the caller's functions that texts call, at any depth, each once for its types.
final class CalledFunctions {
  private final Set<TypedFunction> found = new LinkedHashSet<>();
  private final Set<Definition> seen = new HashSet<>();

  private CalledFunctions() {}

  /// The functions that the texts call, in the order of the calls, each before those that it calls.
  static List<CalledFunction> in(List<Target> targets) {
    CalledFunctions called = new CalledFunctions();
    targets.forEach(target -> called.walk(target.expression()));
    return called.found.stream().map(CalledFunction::of).toList();
  }

  private void walk(Expression expression) {
    if (expression instanceof Expression.Use(Definition definition, _) && !seen.add(definition)) {
      return;
    }
    if (expression instanceof Expression.Apply apply
        && apply.callee() instanceof TypedFunction function
        && !function.isOfLibrary()
        && found.add(function)) {
      function.body().forEach(this::walk);
    }
    expression.operands().forEach(this::walk);
  }

  private void walk(TypedStatement statement) {
    statement.expressions().forEach(this::walk);
    statement.blocks().forEach(block -> block.forEach(this::walk));
  }
}

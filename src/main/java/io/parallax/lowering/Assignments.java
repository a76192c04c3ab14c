package io.parallax.lowering;

import io.parallax.function.TypedFunction;
import io.parallax.function.TypedStatement;
import io.parallax.language.Expression;
import io.parallax.type.Scalar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Where the statements of a function assign to its variables.
final class Assignments {
  private final Map<String, Integer> counts = new HashMap<>();
  private final Map<String, Scalar> literals = new HashMap<>();

  private Assignments() {}

  static Assignments of(TypedFunction function) {
    Assignments assignments = new Assignments();
    assignments.add(function.body());
    return assignments;
  }

  /// The names that statements assign to.
  static Set<String> targets(List<TypedStatement> statements) {
    Assignments assignments = new Assignments();
    assignments.add(statements);
    return assignments.counts.keySet();
  }

  /// Whether no statement assigns to a variable, so that a parameter keeps its value.
  boolean isNever(String variable) {
    return !counts.containsKey(variable);
  }

  /// The value of a variable that is no parameter, if the only assignment to it is that of a
  /// literal.
  Optional<Scalar> constant(String variable) {
    return counts.getOrDefault(variable, 0) == 1
        ? Optional.ofNullable(literals.get(variable))
        : Optional.empty();
  }

  private void add(List<TypedStatement> statements) {
    statements.forEach(this::add);
  }

  private void add(TypedStatement statement) {
    switch (statement) {
      case TypedStatement.Assign(var variables, var values, _) -> {
        for (int at = 0; at < variables.size(); at++) {
          count(variables.get(at));
          if (values.get(at) instanceof Expression.Literal(Scalar value, _)) {
            literals.put(variables.get(at), value);
          }
        }
      }
      case TypedStatement.Unpack unpack -> unpack.variables().forEach(this::count);
      case TypedStatement.If(_, var then, var otherwise, _) -> {
        add(then);
        add(otherwise);
      }
      case TypedStatement.While loop -> add(loop.body());
      case TypedStatement.ForRange loop -> {
        count(loop.variable());
        add(loop.body());
      }
      case TypedStatement.ForEach loop -> {
        count(loop.variable());
        add(loop.body());
      }
      case TypedStatement.SetElement _,
          TypedStatement.Clear _,
          TypedStatement.Break _,
          TypedStatement.Continue _,
          TypedStatement.Return _ -> {}
    }
  }

  private void count(String variable) {
    counts.merge(variable, 1, Integer::sum);
  }
}

package io.parallax.lowering;

import io.parallax.language.Expression;
import io.parallax.type.ArrayType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The inputs that expressions mention.
final class ReferencedInputs {
  private final Map<String, ArrayType> inputs = new HashMap<>();

  private ReferencedInputs() {}

  /// The types of the mentioned inputs, by name.
  static Map<String, ArrayType> in(List<Target> targets) {
    ReferencedInputs mentions = new ReferencedInputs();
    targets.forEach(target -> mentions.add(target.expression()));
    return mentions.inputs;
  }

  private void add(Expression expression) {
    switch (expression) {
      case Expression.Literal _ -> {}
      case Expression.Input input ->
          inputs.put(input.name(), new ArrayType(input.type(), input.shape()));
      case Expression.Cast cast -> add(cast.operand());
      case Expression.Unary unary -> add(unary.operand());
      case Expression.Binary binary -> {
        add(binary.left());
        add(binary.right());
      }
      case Expression.Comparison comparison -> {
        add(comparison.left());
        add(comparison.right());
      }
      case Expression.Call call -> call.arguments().forEach(this::add);
      case Expression.Reduce reduce -> reduce.arguments().forEach(this::add);
    }
  }
}

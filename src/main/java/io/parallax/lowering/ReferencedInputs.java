package io.parallax.lowering;

import io.parallax.language.Definition;
import io.parallax.language.Definitions;
import io.parallax.language.Expression;
import io.parallax.type.ArrayType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The inputs that expressions mention.
final class ReferencedInputs {
  private final Map<String, ArrayType> inputs = new HashMap<>();

  private ReferencedInputs() {}

  /// The types of the inputs that the targets or any definition mentions, by name.
  static Map<String, ArrayType> in(List<Target> targets, Definitions definitions) {
    ReferencedInputs mentions = new ReferencedInputs();
    targets.forEach(target -> mentions.add(target.expression()));
    definitions.resolved().stream().map(Definition::value).forEach(mentions::add);
    return mentions.inputs;
  }

  private void add(Expression expression) {
    if (expression instanceof Expression.Input(String name, ArrayType arrayType, _)) {
      inputs.put(name, arrayType);
    }
    if (!(expression instanceof Expression.Use)) {
      expression.operands().forEach(this::add);
    }
  }
}

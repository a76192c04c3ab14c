package io.parallax.function;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The names that belong to a function by Python's rule: its parameters and all that it assigns to,
/// each with the position where it is first named.
final class LocalNames {
  private final Map<String, Integer> offsets = new LinkedHashMap<>();

  private LocalNames() {}

  static Map<String, Integer> of(FunctionSyntax function) {
    LocalNames names = new LocalNames();
    function.parameters().forEach(each -> names.offsets.putIfAbsent(each.name(), each.offset()));
    names.visit(function.body());
    return names.offsets;
  }

  static Set<String> in(FunctionSyntax function) {
    return of(function).keySet();
  }

  private void visit(List<StatementSyntax> body) {
    for (StatementSyntax statement : body) {
      switch (statement) {
        case StatementSyntax.Assign(var targets, _, _, _) -> targets.forEach(this::note);
        case StatementSyntax.Declare(String variable, _, int offset) ->
            offsets.putIfAbsent(variable, offset);
        case StatementSyntax.If(_, var then, var otherwise, _) -> {
          visit(then);
          visit(otherwise);
        }
        case StatementSyntax.While(_, var inner, _) -> visit(inner);
        case StatementSyntax.For(String variable, _, var inner, int offset) -> {
          offsets.putIfAbsent(variable, offset);
          visit(inner);
        }
        case StatementSyntax.Break _, StatementSyntax.Continue _, StatementSyntax.Return _ -> {}
      }
    }
  }

  private void note(TargetSyntax target) {
    if (target instanceof TargetSyntax.Variable(String name, int offset)) {
      offsets.putIfAbsent(name, offset);
    }
  }
}

package io.parallax.function;

import io.parallax.language.Syntax;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The names of a function that stand for arrays: those that it indexes, measures, loops over, or
/// passes on to an array parameter of another function.
final class ArrayNames {
  private final Map<String, List<Boolean>> callees;
  private final Map<String, List<String>> parameters;
  private final Set<String> names = new HashSet<>();

  private ArrayNames(Map<String, List<Boolean>> callees, Map<String, List<String>> parameters) {
    this.callees = callees;
    this.parameters = parameters;
  }

  /// For each function, which of its parameters are arrays.
  ///
  /// @param functions each after those that it calls
  static Map<String, List<Boolean>> parameters(List<FunctionSyntax> functions) {
    Map<String, List<Boolean>> arrays = new HashMap<>();
    Map<String, List<String>> names = new HashMap<>();
    for (FunctionSyntax function : functions) {
      ArrayNames found = new ArrayNames(arrays, names);
      StatementSyntax.map(function.body(), found::visit);
      for (StatementSyntax statement : function.body()) {
        found.visit(statement);
      }
      arrays.put(
          function.name(),
          function.parameters().stream()
              .map(
                  each ->
                      each.annotation()
                          .map(TypeSyntax::isArray)
                          .orElse(found.names.contains(each.name())))
              .toList());
      names.put(
          function.name(), function.parameters().stream().map(ParameterSyntax::name).toList());
    }
    return arrays;
  }

  private void visit(StatementSyntax statement) {
    switch (statement) {
      case StatementSyntax.Assign(var targets, _, _, _) ->
          targets.forEach(
              target -> {
                if (target instanceof TargetSyntax.Element(String array, _, _)) {
                  names.add(array);
                }
              });
      case StatementSyntax.If(_, var then, var otherwise, _) -> {
        then.forEach(this::visit);
        otherwise.forEach(this::visit);
      }
      case StatementSyntax.While(_, var body, _) -> body.forEach(this::visit);
      case StatementSyntax.For(_, Syntax iterable, var body, _) -> {
        note(iterable);
        body.forEach(this::visit);
      }
      case StatementSyntax.Declare _,
          StatementSyntax.Break _,
          StatementSyntax.Continue _,
          StatementSyntax.Return _ -> {}
    }
  }

  private Syntax visit(Syntax syntax) {
    switch (syntax) {
      case Syntax.Subscript(Syntax owner, _, _) -> noteOwner(owner);
      case Syntax.Attribute(Syntax owner, _, _) -> note(owner);
      case Syntax.Call call -> passed(call);
      case Syntax.IntegerLiteral _,
          Syntax.FloatLiteral _,
          Syntax.BooleanLiteral _,
          Syntax.Name _,
          Syntax.Unary _,
          Syntax.Binary _,
          Syntax.Comparison _,
          Syntax.Logical _,
          Syntax.Tuple _,
          Syntax.Conditional _ -> {}
    }
    syntax.children().forEach(this::visit);
    return syntax;
  }

  private void noteOwner(Syntax owner) {
    Syntax innermost = owner;
    while (innermost instanceof Syntax.Subscript(Syntax inner, _, _)) {
      innermost = inner;
    }
    note(innermost);
  }

  private void note(Syntax syntax) {
    if (syntax instanceof Syntax.Name(String name, _)) {
      names.add(name);
    }
  }

  private void passed(Syntax.Call call) {
    List<Boolean> arrays = callees.get(call.function());
    List<String> formals = parameters.get(call.function());
    if (arrays == null || formals == null) {
      return;
    }
    for (int i = 0; i < Math.min(arrays.size(), call.arguments().size()); i++) {
      if (arrays.get(i)) {
        note(call.arguments().get(i));
      }
    }
    for (Syntax.Keyword keyword : call.keywords()) {
      int place = formals.indexOf(keyword.name());
      if (place >= 0 && arrays.get(place)) {
        note(keyword.value());
      }
    }
  }
}

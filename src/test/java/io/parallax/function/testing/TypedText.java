package io.parallax.function.testing;

import io.parallax.function.TypedFunction;
import io.parallax.function.TypedStatement;
import io.parallax.language.Expression;
import io.parallax.language.testing.Trees;
import java.util.List;
import java.util.stream.Collectors;

/// Typed functions as text: the signature, then a line for each statement.
public final class TypedText {
  private final StringBuilder text = new StringBuilder();

  private TypedText() {}

  public static String show(TypedFunction function) {
    TypedText shown = new TypedText();
    shown.line(0, signature(function));
    shown.append(function.body(), 1);
    return shown.text.toString().stripTrailing();
  }

  /// `f(n: int64, a: float64[1]) -> float64; k: int64, t: float64[3]`, with what is no parameter
  /// after the semicolon.
  public static String signature(TypedFunction function) {
    String parameters =
        function.parameters().stream()
            .map(
                parameter ->
                    switch (parameter) {
                      case TypedFunction.Item(String name, var type) -> name + ": " + type;
                      case TypedFunction.Array(String name, var storage, int rank) ->
                          name + ": " + storage + "[" + rank + "]";
                    })
            .collect(Collectors.joining(", "));
    String results =
        function.results().stream().map(Object::toString).collect(Collectors.joining(", "));
    String variables =
        function.variables().stream()
            .filter(
                variable ->
                    function.parameters().stream()
                        .noneMatch(parameter -> parameter.name().equals(variable.name())))
            .map(variable -> variable.name() + ": " + variable.type())
            .collect(Collectors.joining(", "));
    String locals =
        function.locals().stream()
            .map(local -> local.name() + ": " + local.type() + local.extents())
            .collect(Collectors.joining(", "));
    String names =
        variables.isEmpty() || locals.isEmpty() ? variables + locals : variables + ", " + locals;
    return function.name()
        + "("
        + parameters
        + ") -> "
        + results
        + (names.isEmpty() ? "" : "; " + names);
  }

  private void append(List<TypedStatement> body, int depth) {
    body.forEach(statement -> append(statement, depth));
  }

  private void append(TypedStatement statement, int depth) {
    switch (statement) {
      case TypedStatement.Assign assign ->
          line(depth, String.join(", ", assign.variables()) + " = " + list(assign.values()));
      case TypedStatement.Unpack unpack ->
          line(depth, String.join(", ", unpack.variables()) + " = " + Trees.show(unpack.call()));
      case TypedStatement.SetElement set ->
          line(depth, set.array() + "[" + list(set.indices()) + "] = " + Trees.show(set.value()));
      case TypedStatement.Clear clear -> line(depth, "clear " + clear.array());
      case TypedStatement.If(Expression condition, var then, var otherwise, _) -> {
        line(depth, "if " + Trees.show(condition));
        append(then, depth + 1);
        if (!otherwise.isEmpty()) {
          line(depth, "else");
          append(otherwise, depth + 1);
        }
      }
      case TypedStatement.While(Expression condition, var body, _) -> {
        line(depth, "while " + Trees.show(condition));
        append(body, depth + 1);
      }
      case TypedStatement.ForRange range -> {
        line(
            depth,
            "for "
                + range.variable()
                + " in "
                + list(List.of(range.start(), range.stop(), range.step())));
        append(range.body(), depth + 1);
      }
      case TypedStatement.ForEach each -> {
        line(depth, "for " + each.variable() + " in " + each.array());
        append(each.body(), depth + 1);
      }
      case TypedStatement.Break _ -> line(depth, "break");
      case TypedStatement.Continue _ -> line(depth, "continue");
      case TypedStatement.Return(var values, _) -> line(depth, "return " + list(values));
    }
  }

  private static String list(List<Expression> values) {
    return values.stream().map(Trees::show).collect(Collectors.joining(", "));
  }

  private void line(int depth, String words) {
    text.append("  ".repeat(depth)).append(words).append('\n');
  }
}

package io.parallax.function;

import io.parallax.language.Printer;
import io.parallax.language.Syntax;
import java.util.List;
import java.util.stream.Collectors;

/// Prints functions as canonical text: one spelling for each text, but for comments, layout and
/// imports. [Functions#parseCanonical] reads functions of the same meaning from it.
final class ModulePrinter {
  private final StringBuilder text = new StringBuilder();

  private ModulePrinter() {}

  static String print(ModuleSyntax module) {
    ModulePrinter printer = new ModulePrinter();
    module
        .constants()
        .forEach(each -> printer.line(0, each.name() + " = " + Printer.print(each.value())));
    module.functions().forEach(printer::append);
    return printer.text.toString();
  }

  private void append(FunctionSyntax function) {
    line(
        0,
        "def "
            + function.name()
            + function.parameters().stream()
                .map(ModulePrinter::parameter)
                .collect(Collectors.joining(", ", "(", ")"))
            + function.returns().map(ModulePrinter::returns).orElse("")
            + ":");
    append(function.body(), 1);
  }

  private static String parameter(ParameterSyntax parameter) {
    return parameter.name()
        + parameter.annotation().map(type -> ": " + type.text()).orElse("")
        + parameter.defaultValue().map(value -> "=" + Printer.print(value)).orElse("");
  }

  private static String returns(List<TypeSyntax> types) {
    String listed = types.stream().map(TypeSyntax::text).collect(Collectors.joining(", "));
    return " -> " + (types.size() == 1 ? listed : "tuple[" + listed + "]");
  }

  private void append(List<StatementSyntax> body, int depth) {
    if (body.isEmpty()) {
      line(depth, "pass");
    }
    body.forEach(statement -> append(statement, depth));
  }

  private void append(StatementSyntax statement, int depth) {
    switch (statement) {
      case StatementSyntax.Assign(var targets, var values, var declared, _) ->
          line(
              depth,
              targets.stream().map(ModulePrinter::target).collect(Collectors.joining(", "))
                  + declared.map(type -> ": " + type.text()).orElse("")
                  + " = "
                  + list(values));
      case StatementSyntax.Declare(String variable, TypeSyntax type, _) ->
          line(depth, variable + ": " + type.text());
      case StatementSyntax.If conditional -> append(conditional, "if ", depth);
      case StatementSyntax.While(Syntax condition, var body, _) -> {
        line(depth, "while " + Printer.print(condition) + ":");
        append(body, depth + 1);
      }
      case StatementSyntax.For(String variable, Syntax iterable, var body, _) -> {
        line(depth, "for " + variable + " in " + Printer.print(iterable) + ":");
        append(body, depth + 1);
      }
      case StatementSyntax.Break _ -> line(depth, "break");
      case StatementSyntax.Continue _ -> line(depth, "continue");
      case StatementSyntax.Return(var values, _) -> line(depth, "return " + list(values));
    }
  }

  /// An `if` alone after `else` is an `elif`, so that canonical text nests as the text does.
  private void append(StatementSyntax.If conditional, String word, int depth) {
    line(depth, word + Printer.print(conditional.condition()) + ":");
    append(conditional.then(), depth + 1);
    List<StatementSyntax> otherwise = conditional.otherwise();
    if (otherwise.size() == 1 && otherwise.getFirst() instanceof StatementSyntax.If next) {
      append(next, "elif ", depth);
    } else if (!otherwise.isEmpty()) {
      line(depth, "else:");
      append(otherwise, depth + 1);
    }
  }

  private static String target(TargetSyntax target) {
    return switch (target) {
      case TargetSyntax.Variable(String name, _) -> name;
      case TargetSyntax.Element(String array, var indices, _) -> array + "[" + list(indices) + "]";
    };
  }

  private static String list(List<Syntax> values) {
    return values.stream().map(Printer::print).collect(Collectors.joining(", "));
  }

  private void line(int depth, String words) {
    text.append(" ".repeat(depth)).append(words).append('\n');
  }
}

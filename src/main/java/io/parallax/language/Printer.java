package io.parallax.language;

import java.util.List;
import java.util.Locale;

/// Prints syntax as canonical text: one spelling for each tree, without redundant parentheses.
///
/// [Parser#parseCanonical] reads it back as an equal tree, offsets aside, so the text serves as a
/// key for caches and as the form in which an expression travels to another process.
public final class Printer {
  private final StringBuilder text = new StringBuilder();

  private Printer() {}

  public static String print(Syntax syntax) {
    Printer printer = new Printer();
    printer.append(syntax);
    return printer.text.toString();
  }

  private void append(Syntax syntax) {
    switch (syntax) {
      case Syntax.IntegerLiteral(var value, _) -> text.append(value);
      case Syntax.FloatLiteral(double value, _) ->
          text.append(Double.toString(value).toLowerCase(Locale.ROOT));
      case Syntax.BooleanLiteral(boolean value, _) -> text.append(value ? "True" : "False");
      case Syntax.Name(String name, _) -> text.append(Names.written(name));
      case Syntax.Unary(Syntax.Prefix prefix, Syntax operand, _) -> {
        text.append(prefix.symbol());
        append(operand, Precedence.of(syntax));
      }
      case Syntax.Binary(BinaryOperator operator, Syntax left, Syntax right, _) ->
          appendBinary(operator, left, right);
      case Syntax.Comparison(ComparisonOperator operator, Syntax left, Syntax right, _) -> {
        appendTighter(left, Precedence.COMPARISON);
        text.append(' ').append(operator.symbol()).append(' ');
        appendTighter(right, Precedence.COMPARISON);
      }
      case Syntax.Logical(LogicalOperator operator, Syntax left, Syntax right, _) -> {
        append(left, Precedence.of(operator));
        text.append(' ').append(operator.symbol()).append(' ');
        appendTighter(right, Precedence.of(operator));
      }
      case Syntax.Tuple(List<Syntax> elements, _) -> appendTuple(elements);
      case Syntax.Call call -> appendCall(call);
      case Syntax.Conditional(Syntax condition, Syntax then, Syntax otherwise, _) -> {
        appendTighter(then, Precedence.CONDITIONAL);
        text.append(" if ");
        appendTighter(condition, Precedence.CONDITIONAL);
        text.append(" else ");
        append(otherwise);
      }
      case Syntax.Subscript(Syntax owner, List<Syntax> indices, _) -> {
        append(owner, Precedence.PRIMARY);
        text.append('[');
        appendAll(indices);
        text.append(']');
      }
      case Syntax.Attribute(Syntax owner, String member, _) -> {
        append(owner, Precedence.PRIMARY);
        text.append('.').append(member);
      }
    }
  }

  /// In parentheses if it binds more loosely than its place asks for.
  private void append(Syntax syntax, Precedence least) {
    if (least.isTighterThan(Precedence.of(syntax))) {
      appendInParentheses(syntax);
    } else {
      append(syntax);
    }
  }

  /// In parentheses unless it binds more tightly than its neighbour.
  private void appendTighter(Syntax syntax, Precedence neighbour) {
    if (Precedence.of(syntax).isTighterThan(neighbour)) {
      append(syntax);
    } else {
      appendInParentheses(syntax);
    }
  }

  private void appendInParentheses(Syntax syntax) {
    text.append('(');
    append(syntax);
    text.append(')');
  }

  private void appendBinary(BinaryOperator operator, Syntax left, Syntax right) {
    if (operator == BinaryOperator.POWER) {
      appendTighter(left, Precedence.POWER);
      text.append(operator.symbol());
      append(right, Precedence.SIGN);
    } else {
      append(left, Precedence.of(operator));
      text.append(' ').append(operator.symbol()).append(' ');
      appendTighter(right, Precedence.of(operator));
    }
  }

  private void appendTuple(List<Syntax> elements) {
    text.append('(');
    appendAll(elements);
    text.append(elements.size() == 1 ? ",)" : ")");
  }

  private void appendCall(Syntax.Call call) {
    text.append(call.function()).append('(');
    appendAll(call.arguments());
    String separator = call.arguments().isEmpty() ? "" : ", ";
    for (Syntax.Keyword keyword : call.keywords()) {
      text.append(separator).append(keyword.name()).append('=');
      append(keyword.value());
      separator = ", ";
    }
    text.append(')');
  }

  private void appendAll(List<Syntax> elements) {
    String separator = "";
    for (Syntax element : elements) {
      text.append(separator);
      append(element);
      separator = ", ";
    }
  }
}

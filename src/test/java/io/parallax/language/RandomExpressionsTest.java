package io.parallax.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.language.testing.RandomExpressions;
import io.parallax.language.testing.TypedInputs;
import io.parallax.type.DataType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RandomExpressionsTest {
  @Test
  public void theSameSeedGivesTheSameExpressions() {
    RandomExpressions first = new RandomExpressions(5, TypedInputs.ALL);
    RandomExpressions second = new RandomExpressions(5, TypedInputs.ALL);
    RandomExpressions third = new RandomExpressions(6, TypedInputs.ALL);
    List<String> other = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      String text = first.next(4);
      assertThat(second.next(4)).isEqualTo(text);
      texts.add(text);
      other.add(third.next(4));
    }
    assertThat(texts).isNotEqualTo(other);
  }

  @Test
  public void analysingThePrintedTextGivesTheSameTypeAndShape() {
    RandomExpressions expressions = new RandomExpressions(11, TypedInputs.ALL);
    for (int i = 0; i < 3_000; i++) {
      String text = expressions.next(i % 6);
      Syntax syntax = Parser.parse(text);
      assertThat(Printer.print(syntax)).isEqualTo(text);
      Expression expression = Analyzer.analyze(text, syntax, TypedInputs.ALL);
      assertOperandsAgree(expression, text);
    }
  }

  @Test
  public void everyConstructAppears() {
    RandomExpressions expressions = new RandomExpressions(3, TypedInputs.ALL);
    Set<String> constructs = new TreeSet<>();
    for (int i = 0; i < 3_000; i++) {
      collect(Parser.parse(expressions.next(3)), constructs);
    }
    Set<String> expected = new HashSet<>();
    for (Function function : Function.all()) {
      expected.add(function.label() + "()");
    }
    for (DataType type : DataType.values()) {
      expected.add(type.label() + "()");
    }
    for (BinaryOperator operator : BinaryOperator.values()) {
      expected.add(operator.symbol());
    }
    for (ComparisonOperator operator : ComparisonOperator.values()) {
      expected.add(operator.symbol());
    }
    for (LogicalOperator operator : LogicalOperator.values()) {
      expected.add(operator.symbol());
    }
    for (Syntax.Prefix prefix : Syntax.Prefix.values()) {
      expected.add("prefix " + prefix.symbol());
    }
    expected.addAll(Set.of("axis=", "keepdims=", "ddof=", "tuple", "integer", "float", "boolean"));
    assertThat(constructs).containsAll(expected);
  }

  private static void collect(Syntax syntax, Set<String> constructs) {
    switch (syntax) {
      case Syntax.IntegerLiteral _ -> constructs.add("integer");
      case Syntax.FloatLiteral _ -> constructs.add("float");
      case Syntax.BooleanLiteral _ -> constructs.add("boolean");
      case Syntax.Name(String name, _) -> constructs.add(name);
      case Syntax.Unary(var prefix, var operand, _) -> {
        constructs.add("prefix " + prefix.symbol());
        collect(operand, constructs);
      }
      case Syntax.Binary(var operator, var left, var right, _) -> {
        constructs.add(operator.symbol());
        collect(left, constructs);
        collect(right, constructs);
      }
      case Syntax.Comparison(var operator, var left, var right, _) -> {
        constructs.add(operator.symbol());
        collect(left, constructs);
        collect(right, constructs);
      }
      case Syntax.Logical(var operator, var left, var right, _) -> {
        constructs.add(operator.symbol());
        collect(left, constructs);
        collect(right, constructs);
      }
      case Syntax.Tuple(var elements, _) -> {
        constructs.add("tuple");
        elements.forEach(element -> collect(element, constructs));
      }
      case Syntax.Call(String function, var arguments, var keywords, _) -> {
        constructs.add(function + "()");
        arguments.forEach(argument -> collect(argument, constructs));
        keywords.forEach(keyword -> constructs.add(keyword.name() + "="));
        keywords.forEach(keyword -> collect(keyword.value(), constructs));
      }
      case Syntax.Conditional _, Syntax.Subscript _, Syntax.Attribute _ ->
          throw new AssertionError("only within a function: " + syntax);
    }
  }

  /// What [Expression] promises of every node.
  private static void assertOperandsAgree(Expression expression, String text) {
    switch (expression) {
      case Expression.Literal _, Expression.Input _, Expression.Extent _ -> {}
      case Expression.Element _, Expression.Apply _ ->
          expression.operands().forEach(operand -> assertOperandsAgree(operand, text));
      case Expression.Use defined -> assertOperandsAgree(defined.definition().value(), text);
      case Expression.Cast(var operand, var type, _) -> {
        assertThat(operand.type()).as(text).isNotEqualTo(type);
        assertOperandsAgree(operand, text);
      }
      case Expression.Unary(var operator, var operand, _) -> {
        boolean accepted =
            switch (operator) {
              case NEGATE -> operand.type() != DataType.BOOL;
              case INVERT -> !operand.type().isFloating();
            };
        assertThat(accepted).as(text).isTrue();
        assertOperandsAgree(operand, text);
      }
      case Expression.Binary(_, var left, var right, var shape, _) -> {
        assertThat(left.type()).as(text).isEqualTo(right.type());
        assertThat(left.shape().broadcast(right.shape())).as(text).contains(shape);
        assertOperandsAgree(left, text);
        assertOperandsAgree(right, text);
      }
      case Expression.Comparison(_, var left, var right, var shape, _) -> {
        assertThat(left.type()).as(text).isEqualTo(right.type());
        assertThat(left.shape().broadcast(right.shape())).as(text).contains(shape);
        assertOperandsAgree(left, text);
        assertOperandsAgree(right, text);
      }
      case Expression.Call call -> assertArgumentsAgree(call, text);
      case Expression.Reduce reduce -> {
        assertThat(reduce.axes()).as(text).isSorted().doesNotHaveDuplicates();
        reduce.arguments().forEach(argument -> assertOperandsAgree(argument, text));
      }
    }
  }

  private static void assertArgumentsAgree(Expression.Call call, String text) {
    boolean where = call.function() == BasicFunction.WHERE;
    List<Expression> values =
        where
            ? call.arguments().subList(1, call.arguments().size())
            : call.function() == BasicFunction.ROUND
                ? call.arguments().subList(0, 1)
                : call.arguments();
    if (where) {
      assertThat(call.arguments().getFirst().type()).as(text).isEqualTo(DataType.BOOL);
    }
    DataType type = values.getFirst().type();
    assertThat(values).as(text).allMatch(value -> value.type() == type);
    if (call.function().typeRule() == TypeRule.PREDICATE) {
      assertThat(type.isNumeric()).as(text).isTrue();
    }
    assertThat(call.type()).as(text).isEqualTo(call.function().typeRule().resultType(type));
    assertThat(call.function()).as(text).isNotEqualTo(MathFunction.POW);
    call.arguments().forEach(argument -> assertOperandsAgree(argument, text));
  }
}

package io.parallax.language;

import java.util.EnumSet;

/// How tightly constructs bind, loosest first: Python's table.
public enum Precedence {
  CONDITIONAL,
  OR,
  AND,
  NOT,
  COMPARISON,
  BIT_OR,
  BIT_XOR,
  BIT_AND,
  SHIFT,
  SUM,
  PRODUCT,
  SIGN,
  POWER,
  PRIMARY;

  static Precedence of(BinaryOperator operator) {
    return switch (operator) {
      case OR -> BIT_OR;
      case XOR -> BIT_XOR;
      case AND -> BIT_AND;
      case SHIFT_LEFT, SHIFT_RIGHT -> SHIFT;
      case ADD, SUBTRACT -> SUM;
      case MULTIPLY, DIVIDE, FLOOR_DIVIDE, MODULO -> PRODUCT;
      case POWER -> POWER;
    };
  }

  static Precedence of(Syntax syntax) {
    return switch (syntax) {
      case Syntax.Logical(LogicalOperator operator, _, _, _) -> of(operator);
      case Syntax.Unary(Syntax.Prefix prefix, _, _) -> prefix == Syntax.Prefix.NOT ? NOT : SIGN;
      case Syntax.Comparison _ -> COMPARISON;
      case Syntax.Binary(BinaryOperator operator, _, _, _) -> of(operator);
      case Syntax.IntegerLiteral _,
          Syntax.FloatLiteral _,
          Syntax.BooleanLiteral _,
          Syntax.Name _,
          Syntax.Tuple _,
          Syntax.Call _,
          Syntax.Subscript _,
          Syntax.Attribute _ ->
          PRIMARY;
      case Syntax.Conditional _ -> CONDITIONAL;
    };
  }

  static Precedence of(LogicalOperator operator) {
    return switch (operator) {
      case OR -> OR;
      case AND -> AND;
    };
  }

  /// 1 for the operator that binds tightest, `**`, and more for looser ones.
  ///
  /// @throws IllegalArgumentException for [#PRIMARY], which no operator has
  public int rank() {
    return EnumSet.range(this, POWER).size();
  }

  boolean isTighterThan(Precedence other) {
    return compareTo(other) > 0;
  }
}

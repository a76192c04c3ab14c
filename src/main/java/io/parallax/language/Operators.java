package io.parallax.language;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import io.parallax.type.Shape;
import java.math.BigInteger;
import java.util.List;

/// Types and shapes of operators.
record Operators(Source source, Conversion conversion, Broadcasting broadcasting) {
  Operand unary(Syntax.Prefix prefix, Operand operand, int offset) {
    return switch (prefix) {
      case PLUS -> numeric(operand, "+", offset);
      case MINUS -> negate(numeric(operand, "-", offset), offset);
      case INVERT -> invert(operand, offset);
      case NOT -> inverted(bool(operand, "not", offset), offset);
    };
  }

  private Operand numeric(Operand operand, String operator, int offset) {
    if (operand instanceof Operand.Strong(Expression expression)
        && expression.type() == DataType.BOOL) {
      throw mismatch(
          offset, "'" + operator + "' does not take bool; write ~x to invert x, or int64(x)");
    }
    return operand;
  }

  private static Operand negate(Operand operand, int offset) {
    return switch (operand) {
      case Operand.WeakInteger(BigInteger value, _) ->
          new Operand.WeakInteger(value.negate(), offset);
      case Operand.WeakFloat(Expression.Literal(Scalar value, _)) ->
          new Operand.WeakFloat(literal(-value.asDouble(), offset));
      case Operand.WeakFloat(Expression expression) ->
          new Operand.WeakFloat(new Expression.Unary(UnaryOperator.NEGATE, expression, offset));
      case Operand.Strong(Expression expression) ->
          new Operand.Strong(new Expression.Unary(UnaryOperator.NEGATE, expression, offset));
    };
  }

  private Operand invert(Operand operand, int offset) {
    if (operand instanceof Operand.WeakInteger(BigInteger value, _)) {
      return new Operand.WeakInteger(value.not(), offset);
    }
    Expression expression = conversion.strong(operand);
    if (expression.type().isFloating()) {
      throw mismatch(offset, "'~' takes bool or integers, not " + expression.type());
    }
    return inverted(expression, offset);
  }

  private static Operand inverted(Expression expression, int offset) {
    return new Operand.Strong(new Expression.Unary(UnaryOperator.INVERT, expression, offset));
  }

  Operand logical(LogicalOperator operator, Operand left, Operand right, int offset) {
    Expression first = bool(left, operator.symbol(), offset);
    Expression second = bool(right, operator.symbol(), offset);
    BinaryOperator bitwise =
        switch (operator) {
          case AND -> BinaryOperator.AND;
          case OR -> BinaryOperator.OR;
        };
    return strong(bitwise, first, second, offset);
  }

  private Expression bool(Operand operand, String operator, int offset) {
    if (operand instanceof Operand.Strong(Expression expression)
        && expression.type() == DataType.BOOL) {
      return expression;
    }
    throw mismatch(
        offset, "'" + operator + "' takes bool, not " + typeOf(operand) + "; write (x != 0) for x");
  }

  /// An integer literal outside the other operand's type is compared in int64.
  Operand comparison(ComparisonOperator operator, Operand left, Operand right, int offset) {
    DataType common = conversion.commonType(List.of(left, right));
    DataType type = holds(common, left) && holds(common, right) ? common : DataType.INT64;
    Expression first = conversion.convert(left, type);
    Expression second = conversion.convert(right, type);
    Shape shape = broadcasting.shape(List.of(first, second), offset);
    return new Operand.Strong(new Expression.Comparison(operator, first, second, shape, offset));
  }

  private static boolean holds(DataType type, Operand operand) {
    return switch (operand) {
      case Operand.WeakInteger(BigInteger value, _) -> Conversion.fits(value, type);
      case Operand.WeakFloat _, Operand.Strong _ -> true;
    };
  }

  Operand binary(BinaryOperator operator, Operand left, Operand right, int offset) {
    if (left instanceof Operand.WeakInteger(BigInteger first, _)
        && right instanceof Operand.WeakInteger(BigInteger second, _)
        && operator != BinaryOperator.DIVIDE
        && (operator != BinaryOperator.POWER || second.signum() >= 0)) {
      BigInteger result = new IntegerArithmetic(source).apply(operator, first, second, offset);
      return new Operand.WeakInteger(result, offset);
    }
    boolean weak = !(left instanceof Operand.Strong) && !(right instanceof Operand.Strong);
    DataType common = weak ? DataType.FLOAT64 : conversion.commonType(List.of(left, right));
    if (common.isFloating() && isIntegral(operator)) {
      throw refuseFloating(operator, left, right, offset);
    }
    DataType type = workingType(operator, common, offset);
    Expression first = conversion.convert(left, type);
    Expression second = conversion.convert(right, type);
    return weak
        ? new Operand.WeakFloat(folded(operator, first, second, offset))
        : strong(operator, first, second, offset);
  }

  private DataType workingType(BinaryOperator operator, DataType common, int offset) {
    if (common != DataType.BOOL) {
      return operator == BinaryOperator.DIVIDE && !common.isFloating() ? DataType.FLOAT64 : common;
    }
    return switch (operator) {
      case ADD, MULTIPLY, AND, OR, XOR -> DataType.BOOL;
      case FLOOR_DIVIDE, MODULO, POWER, SHIFT_LEFT, SHIFT_RIGHT -> DataType.INT64;
      case DIVIDE -> DataType.FLOAT64;
      case SUBTRACT ->
          throw mismatch(
              offset, "'-' does not take two bools; write a ^ b, or int64(a) - b for a number");
    };
  }

  private static boolean isIntegral(BinaryOperator operator) {
    return switch (operator) {
      case AND, OR, XOR, SHIFT_LEFT, SHIFT_RIGHT -> true;
      case ADD, SUBTRACT, MULTIPLY, DIVIDE, FLOOR_DIVIDE, MODULO, POWER -> false;
    };
  }

  private ComputeException refuseFloating(
      BinaryOperator operator, Operand left, Operand right, int offset) {
    boolean shift = Precedence.of(operator) == Precedence.SHIFT;
    return mismatch(
        offset,
        String.format(
            "'%s' takes %s, not %s and %s%s",
            operator.symbol(),
            shift ? "integers" : "bool or integers",
            typeOf(left),
            typeOf(right),
            shift ? "" : "; comparisons beside it need parentheses: (a > 1) & (b > 2)"));
  }

  private Operand strong(BinaryOperator operator, Expression left, Expression right, int offset) {
    Shape shape = broadcasting.shape(List.of(left, right), offset);
    return new Operand.Strong(new Expression.Binary(operator, left, right, shape, offset));
  }

  /// Of float64 literals, what IEEE 754 fixes to the bit is computed here; the rest is left to the
  /// program.
  private static Expression folded(
      BinaryOperator operator, Expression left, Expression right, int offset) {
    if (left instanceof Expression.Literal(Scalar first, _)
        && right instanceof Expression.Literal(Scalar second, _)) {
      double x = first.asDouble();
      double y = second.asDouble();
      switch (operator) {
        case ADD -> {
          return literal(x + y, offset);
        }
        case SUBTRACT -> {
          return literal(x - y, offset);
        }
        case MULTIPLY -> {
          return literal(x * y, offset);
        }
        case DIVIDE -> {
          return literal(x / y, offset);
        }
        case FLOOR_DIVIDE, MODULO, POWER, SHIFT_LEFT, SHIFT_RIGHT, AND, OR, XOR -> {}
      }
    }
    return new Expression.Binary(operator, left, right, Shape.SCALAR, offset);
  }

  private static Expression literal(double value, int offset) {
    return new Expression.Literal(Scalar.of(value), offset);
  }

  private static String typeOf(Operand operand) {
    return switch (operand) {
      case Operand.Strong(Expression expression) -> expression.type().label();
      case Operand.WeakInteger _ -> "an integer";
      case Operand.WeakFloat _ -> "a float";
    };
  }

  private ComputeException mismatch(int offset, String detail) {
    return source.error(ErrorCode.TYPE_MISMATCH, offset, detail);
  }
}

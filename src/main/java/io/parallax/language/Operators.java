package io.parallax.language;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import io.parallax.type.Shape;
import java.math.BigInteger;
import java.util.List;

/// Types and shapes of operators.
record Operators(Source source, Promotion promotion, Broadcasting broadcasting) {
  AnalyzedOperand unary(Syntax.Prefix prefix, AnalyzedOperand operand, int offset) {
    return switch (prefix) {
      case PLUS -> numeric(operand, "+", offset);
      case MINUS -> negate(numeric(operand, "-", offset), offset);
      case INVERT -> invert(operand, offset);
      case NOT -> inverted(bool(operand, "not", offset), offset);
    };
  }

  private AnalyzedOperand numeric(AnalyzedOperand operand, String operator, int offset) {
    if (operand instanceof AnalyzedOperand.Strong(Expression expression)
        && expression.type() == DataType.BOOL) {
      throw mismatch(
          offset, "'" + operator + "' does not take bool; write ~x to invert x, or int64(x)");
    }
    return operand;
  }

  private static AnalyzedOperand negate(AnalyzedOperand operand, int offset) {
    return switch (operand) {
      case AnalyzedOperand.WeakInteger(BigInteger value, _) ->
          new AnalyzedOperand.WeakInteger(value.negate(), offset);
      case AnalyzedOperand.WeakFloat(Expression.Literal(Scalar value, _)) ->
          new AnalyzedOperand.WeakFloat(literal(-value.asDouble(), offset));
      case AnalyzedOperand.WeakFloat(Expression expression) ->
          new AnalyzedOperand.WeakFloat(
              new Expression.Unary(UnaryOperator.NEGATE, expression, offset));
      case AnalyzedOperand.WeakInt64(Expression expression, _) ->
          weakInteger(new Expression.Unary(UnaryOperator.NEGATE, expression, offset));
      case AnalyzedOperand.Strong(Expression expression) ->
          new AnalyzedOperand.Strong(
              new Expression.Unary(UnaryOperator.NEGATE, expression, offset));
    };
  }

  private AnalyzedOperand invert(AnalyzedOperand operand, int offset) {
    if (operand instanceof AnalyzedOperand.WeakInteger(BigInteger value, _)) {
      return new AnalyzedOperand.WeakInteger(value.not(), offset);
    }
    if (operand instanceof AnalyzedOperand.WeakInt64(Expression integer, _)) {
      return weakInteger(new Expression.Unary(UnaryOperator.INVERT, integer, offset));
    }
    Expression expression = promotion.strong(operand);
    if (expression.type().isFloating()) {
      throw mismatch(
          offset,
          "'~' takes bool or integers, not " + expression.type() + "; write -x or logical_not(x)");
    }
    return inverted(expression, offset);
  }

  private static AnalyzedOperand inverted(Expression expression, int offset) {
    return new AnalyzedOperand.Strong(
        new Expression.Unary(UnaryOperator.INVERT, expression, offset));
  }

  AnalyzedOperand logical(
      LogicalOperator operator, AnalyzedOperand left, AnalyzedOperand right, int offset) {
    Expression first = bool(left, operator.symbol(), offset);
    Expression second = bool(right, operator.symbol(), offset);
    BinaryOperator bitwise =
        switch (operator) {
          case AND -> BinaryOperator.AND;
          case OR -> BinaryOperator.OR;
        };
    return strong(bitwise, first, second, offset);
  }

  private Expression bool(AnalyzedOperand operand, String operator, int offset) {
    if (operand instanceof AnalyzedOperand.Strong(Expression expression)
        && expression.type() == DataType.BOOL) {
      return expression;
    }
    throw mismatch(
        offset, "'" + operator + "' takes bool, not " + typeOf(operand) + "; write (x != 0) for x");
  }

  /// Comparisons of integers are exact, also with a literal outside the other operand's type.
  AnalyzedOperand comparison(
      ComparisonOperator operator, AnalyzedOperand left, AnalyzedOperand right, int offset) {
    if (left instanceof AnalyzedOperand.WeakInteger(BigInteger first, _)
        && right instanceof AnalyzedOperand.WeakInteger(BigInteger second, _)) {
      boolean holds = operator.holds(first.compareTo(second));
      return new AnalyzedOperand.Strong(new Expression.Literal(Scalar.of(holds), offset));
    }
    DataType promoted = promotion.commonType(List.of(left, right));
    DataType common =
        mayHold(promoted, left) && mayHold(promoted, right) ? promoted : DataType.INT64;
    if (promotion.beyond(right, common) != 0) {
      return beyond(operator, left, promotion.beyond(right, common), common, offset);
    }
    if (promotion.beyond(left, common) != 0) {
      return beyond(operator.mirrored(), right, promotion.beyond(left, common), common, offset);
    }
    Expression first = promotion.convert(left, common);
    Expression second = promotion.convert(right, common);
    Shape shape = broadcasting.shape(List.of(first, second), offset);
    return new AnalyzedOperand.Strong(
        new Expression.Comparison(operator, first, second, shape, offset));
  }

  /// The comparison with a literal above (1) or below (-1) all integers of the type: as `x <= m` or
  /// `x > m` with the greatest one m, or `x >= m` or `x < m` with the smallest.
  private AnalyzedOperand beyond(
      ComparisonOperator operator, AnalyzedOperand x, int side, DataType type, int offset) {
    boolean above = side > 0;
    ComparisonOperator always =
        above ? ComparisonOperator.LESS_EQUAL : ComparisonOperator.GREATER_EQUAL;
    ComparisonOperator never = above ? ComparisonOperator.GREATER : ComparisonOperator.LESS;
    boolean holds = operator.holds(-side);
    long bound =
        type == DataType.INT32
            ? (above ? Integer.MAX_VALUE : Integer.MIN_VALUE)
            : (above ? Long.MAX_VALUE : Long.MIN_VALUE);
    Expression operand = promotion.convert(x, type);
    return new AnalyzedOperand.Strong(
        new Expression.Comparison(
            holds ? always : never,
            operand,
            new Expression.Literal(new Scalar(type, bound), offset),
            operand.shape(),
            offset));
  }

  private static boolean mayHold(DataType type, AnalyzedOperand operand) {
    return !(operand instanceof AnalyzedOperand.WeakInt64 integer) || integer.mayFit(type);
  }

  AnalyzedOperand binary(
      BinaryOperator operator, AnalyzedOperand left, AnalyzedOperand right, int offset) {
    if (left instanceof AnalyzedOperand.WeakInteger(BigInteger first, _)
        && right instanceof AnalyzedOperand.WeakInteger(BigInteger second, _)
        && operator != BinaryOperator.DIVIDE
        && (operator != BinaryOperator.POWER || second.signum() >= 0)) {
      BigInteger result = new LiteralArithmetic(source).apply(operator, first, second, offset);
      return new AnalyzedOperand.WeakInteger(result, offset);
    }
    if (left.isWeakInteger()
        && right.isWeakInteger()
        && operator != BinaryOperator.DIVIDE
        && (left instanceof AnalyzedOperand.WeakInt64
            || right instanceof AnalyzedOperand.WeakInt64)) {
      return weakInteger(
          new Expression.Binary(
              operator,
              promotion.convert(left, DataType.INT64),
              promotion.convert(right, DataType.INT64),
              Shape.SCALAR,
              offset));
    }
    boolean weak =
        !(left instanceof AnalyzedOperand.Strong) && !(right instanceof AnalyzedOperand.Strong);
    DataType common = weak ? DataType.FLOAT64 : promotion.commonType(List.of(left, right));
    if (common.isFloating() && isIntegral(operator)) {
      throw refuseFloating(operator, left, right, offset);
    }
    DataType type = workingType(operator, common, offset);
    requireFit(operator, left, type);
    requireFit(operator, right, type);
    Expression first = promotion.convert(left, type);
    Expression second = promotion.convert(right, type);
    return weak
        ? new AnalyzedOperand.WeakFloat(folded(operator, first, second, offset))
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

  /// Refuses an integer literal of a bitwise operator that int64 does not hold, for which a float
  /// is no way out.
  private void requireFit(BinaryOperator operator, AnalyzedOperand operand, DataType type) {
    if (isIntegral(operator)
        && operand instanceof AnalyzedOperand.WeakInteger(BigInteger value, int offset)
        && !Promotion.fits(value, DataType.INT64)) {
      boolean pattern = value.signum() > 0 && value.bitLength() == Long.SIZE;
      throw mismatch(
          offset,
          Source.quote(value.toString())
              + " does not fit "
              + type
              + "; int64 holds -2**63 to 2**63 - 1"
              + (pattern ? ", where the same 64 bits are " + value.longValue() : ""));
    }
  }

  /// An integer computed from weak ones when the program runs. Where it must be an int32, its
  /// conversion is checked then.
  static AnalyzedOperand weakInteger(Expression expression) {
    return new AnalyzedOperand.WeakInt64(expression, DataType.INT32);
  }

  private static boolean isIntegral(BinaryOperator operator) {
    return switch (operator) {
      case AND, OR, XOR, SHIFT_LEFT, SHIFT_RIGHT -> true;
      case ADD, SUBTRACT, MULTIPLY, DIVIDE, FLOOR_DIVIDE, MODULO, POWER -> false;
    };
  }

  private ComputeException refuseFloating(
      BinaryOperator operator, AnalyzedOperand left, AnalyzedOperand right, int offset) {
    boolean shift = Precedence.of(operator) == Precedence.SHIFT;
    return mismatch(
        offset,
        String.format(
            "'%s' takes %s, not %s and %s%s",
            operator.symbol(),
            shift ? "integers" : "bool or integers",
            typeOf(left),
            typeOf(right),
            switch (operator) {
              case XOR -> "; for a power write **: x ** y";
              case AND ->
                  "; comparisons beside it need parentheses: (a > 1) & (b > 2); for the truth of"
                      + " numbers write logical_and(a, b)";
              case OR ->
                  "; comparisons beside it need parentheses: (a > 1) | (b > 2); for the truth of"
                      + " numbers write logical_or(a, b)";
              case SHIFT_LEFT,
                  SHIFT_RIGHT,
                  ADD,
                  SUBTRACT,
                  MULTIPLY,
                  DIVIDE,
                  FLOOR_DIVIDE,
                  MODULO,
                  POWER ->
                  "; write int64(x)";
            }));
  }

  private AnalyzedOperand strong(
      BinaryOperator operator, Expression left, Expression right, int offset) {
    Shape shape = broadcasting.shape(List.of(left, right), offset);
    return new AnalyzedOperand.Strong(new Expression.Binary(operator, left, right, shape, offset));
  }

  /// Operations on float64 literals that IEEE 754 fixes to the bit are computed here; the program
  /// computes the others.
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

  private static String typeOf(AnalyzedOperand operand) {
    return switch (operand) {
      case AnalyzedOperand.Strong(Expression expression) -> expression.type().label();
      case AnalyzedOperand.WeakInteger _, AnalyzedOperand.WeakInt64 _ -> "an integer";
      case AnalyzedOperand.WeakFloat _ -> "a float";
    };
  }

  private ComputeException mismatch(int offset, String detail) {
    return source.error(ErrorCode.TYPE_MISMATCH, offset, detail);
  }
}

package io.parallax.language;

import io.parallax.error.ErrorCode;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/// Promotion of operands by NumPy 2's rules (NEP 50), and their conversion to a type.
record Promotion(Source source) {
  /// The type in which operands meet. A weak integer takes any type but bool, which it makes int64;
  /// a weak float takes floating types and makes the others float64. Weak operands alone become
  /// int64 or float64.
  DataType commonType(List<AnalyzedOperand> operands) {
    Optional<DataType> strong =
        operands.stream()
            .filter(AnalyzedOperand.Strong.class::isInstance)
            .map(operand -> ((AnalyzedOperand.Strong) operand).expression().type())
            .reduce(DataType::promote);
    DataType type = strong.orElse(DataType.BOOL);
    if (!type.isFloating()
        && operands.stream().anyMatch(AnalyzedOperand.WeakFloat.class::isInstance)) {
      return DataType.FLOAT64;
    }
    boolean widened = operands.stream().anyMatch(AnalyzedOperand::isWeakInteger);
    return type == DataType.BOOL && widened ? DataType.INT64 : type;
  }

  /// The operand in its own type; a weak one as int64 or float64.
  Expression strong(AnalyzedOperand operand) {
    return convert(operand, commonType(List.of(operand)));
  }

  List<Expression> convertAll(List<AnalyzedOperand> operands, DataType type) {
    return operands.stream().map(operand -> convert(operand, type)).toList();
  }

  Expression convert(AnalyzedOperand operand, DataType type) {
    return switch (operand) {
      case AnalyzedOperand.Strong(Expression expression) ->
          cast(expression, type, expression.offset());
      case AnalyzedOperand.WeakFloat(Expression expression) ->
          cast(expression, type, expression.offset());
      case AnalyzedOperand.WeakInteger(BigInteger value, int offset) ->
          new Expression.Literal(scalar(value, type, offset), offset);
      case AnalyzedOperand.WeakInt64 integer -> {
        if (!integer.mayFit(type)) {
          throw source.error(
              ErrorCode.TYPE_MISMATCH,
              integer.offset(),
              "the value of this input does not fit int32; convert the other operand, for example"
                  + " int64(x)");
        }
        yield cast(integer.expression(), type, integer.offset());
      }
    };
  }

  /// The expression itself where it has the type already; `offset` is the conversion's.
  static Expression cast(Expression expression, DataType type, int offset) {
    if (expression.type() == type) {
      return expression;
    }
    if (type == DataType.FLOAT32
        && expression instanceof Expression.Literal(Scalar value, int literalOffset)
        && value.type() == DataType.FLOAT64) {
      return new Expression.Literal(Scalar.of((float) value.asDouble()), literalOffset);
    }
    return new Expression.Cast(expression, type, offset);
  }

  /// Whether an integer can be converted to the type: always to floats, which round it, and to
  /// bool, which tells it from zero.
  static boolean fits(BigInteger value, DataType type) {
    return switch (type) {
      case BOOL -> true;
      case INT32 -> value.bitLength() < Integer.SIZE;
      case INT64 -> value.bitLength() < Long.SIZE;
      case FLOAT32, FLOAT64 -> true;
    };
  }

  /// On which side of the type's integers an integer literal is: 1 above all, -1 below all, 0 for
  /// one that the type holds, and for any other operand.
  int beyond(AnalyzedOperand operand, DataType type) {
    return operand instanceof AnalyzedOperand.WeakInteger(BigInteger value, _) && !fits(value, type)
        ? value.signum()
        : 0;
  }

  private Scalar scalar(BigInteger value, DataType type, int offset) {
    if (!fits(value, type)) {
      String advice =
          type == DataType.INT32 && fits(value, DataType.INT64)
              ? "; convert the other operand, for example int64(x)"
              : "; write it as a float, for example 1e30";
      throw source.error(
          ErrorCode.TYPE_MISMATCH,
          offset,
          Source.quote(value.toString()) + " does not fit " + type + advice);
    }
    return switch (type) {
      case BOOL -> Scalar.of(value.signum() != 0);
      case INT32 -> Scalar.of(value.intValueExact());
      case INT64 -> Scalar.of(value.longValueExact());
      case FLOAT32 -> Scalar.of((float) value.doubleValue());
      case FLOAT64 -> Scalar.of(value.doubleValue());
    };
  }
}

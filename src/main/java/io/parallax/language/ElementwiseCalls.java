package io.parallax.language;

import io.parallax.error.ErrorCode;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Types and shapes of elementwise functions and casts.
record ElementwiseCalls(
    Source source, Promotion promotion, Broadcasting broadcasting, Operators operators) {

  /// The call with its arguments converted. Weak arguments alone give a weak result where the
  /// function computes a number, as they do for operators; `where` and the predicates end weakness.
  AnalyzedOperand call(ElementwiseFunction function, List<AnalyzedOperand> arguments, int offset) {
    if (function == MathFunction.POW) {
      return operators.binary(BinaryOperator.POWER, arguments.get(0), arguments.get(1), offset);
    }
    if (function == BasicFunction.WHERE) {
      return where(arguments, offset);
    }
    Optional<BigInteger> integer = integer(function, arguments, offset);
    if (integer.isPresent()) {
      return new AnalyzedOperand.WeakInteger(integer.get(), offset);
    }
    DataType common = promotion.commonType(arguments);
    requireAccepted(function, common, offset);
    DataType type = function.typeRule().operandType(common);
    List<Expression> converted = promotion.convertAll(arguments, type);
    Expression result =
        isIdentity(function, type) ? converted.getFirst() : typed(function, converted, offset);
    boolean weak = arguments.stream().noneMatch(AnalyzedOperand.Strong.class::isInstance);
    return weak && result.type() == DataType.FLOAT64
        ? new AnalyzedOperand.WeakFloat(result)
        : new AnalyzedOperand.Strong(result);
  }

  /// A cast by type name. Its result is not weak.
  AnalyzedOperand cast(DataType type, AnalyzedOperand argument, int offset) {
    Expression converted =
        argument instanceof AnalyzedOperand.WeakInteger
            ? promotion.convert(argument, type)
            : Promotion.cast(promotion.strong(argument), type, offset);
    return new AnalyzedOperand.Strong(converted);
  }

  private Optional<BigInteger> integer(
      ElementwiseFunction function, List<AnalyzedOperand> arguments, int offset) {
    List<BigInteger> values =
        arguments.stream()
            .flatMap(
                argument ->
                    argument instanceof AnalyzedOperand.WeakInteger(BigInteger value, _)
                        ? Stream.of(value)
                        : Stream.empty())
            .toList();
    return switch (function) {
      case BasicFunction basic when values.size() == arguments.size() ->
          new LiteralArithmetic(source).apply(basic, values, offset);
      case BasicFunction _, MathFunction _ -> Optional.empty();
    };
  }

  private AnalyzedOperand where(List<AnalyzedOperand> arguments, int offset) {
    Expression condition = promotion.convert(arguments.getFirst(), DataType.BOOL);
    List<AnalyzedOperand> values = arguments.subList(1, arguments.size());
    List<Expression> converted = promotion.convertAll(values, promotion.commonType(values));
    List<Expression> all = Stream.concat(Stream.of(condition), converted.stream()).toList();
    DataType type = converted.getFirst().type();
    Shape shape = broadcasting.shape(all, offset);
    return new AnalyzedOperand.Strong(
        new Expression.Call(BasicFunction.WHERE, all, type, shape, offset));
  }

  private Expression typed(ElementwiseFunction function, List<Expression> arguments, int offset) {
    DataType type = function.typeRule().resultType(arguments.getFirst().type());
    Shape shape = broadcasting.shape(arguments, offset);
    return new Expression.Call(function, arguments, type, shape, offset);
  }

  private void requireAccepted(ElementwiseFunction function, DataType type, int offset) {
    if (!function.typeRule().accepted().contains(type)) {
      throw source.error(
          ErrorCode.TYPE_MISMATCH,
          offset,
          "'" + function.label() + "' does not take " + type + "; write int64(x) for a number");
    }
  }

  /// Rounding an integer and the absolute value of a bool change nothing.
  private static boolean isIdentity(ElementwiseFunction function, DataType type) {
    return switch (function) {
      case BasicFunction.FLOOR, BasicFunction.CEIL, BasicFunction.ROUND, BasicFunction.TRUNC ->
          !type.isFloating();
      case BasicFunction.ABS -> type == DataType.BOOL;
      case BasicFunction _, MathFunction _ -> false;
    };
  }
}

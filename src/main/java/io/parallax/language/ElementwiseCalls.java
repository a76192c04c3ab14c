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
    Source source, Conversion conversion, Broadcasting broadcasting, Operators operators) {

  /// The call with its arguments converted. Weak arguments alone give a weak result where the
  /// function computes a number, as they do for operators; `where` and the predicates end weakness.
  Operand call(ElementwiseFunction function, List<Operand> arguments, int offset) {
    if (function == MathFunction.POW) {
      return operators.binary(BinaryOperator.POWER, arguments.get(0), arguments.get(1), offset);
    }
    if (function == BasicFunction.WHERE) {
      return where(arguments, offset);
    }
    Optional<BigInteger> integer = integer(function, arguments, offset);
    if (integer.isPresent()) {
      return new Operand.WeakInteger(integer.get(), offset);
    }
    DataType common = conversion.commonType(arguments);
    requireAccepted(function, common, offset);
    DataType type = function.typeRule().operandType(common);
    List<Expression> converted = conversion.convertAll(arguments, type);
    Expression result =
        isIdentity(function, type) ? converted.getFirst() : typed(function, converted, offset);
    boolean weak = arguments.stream().noneMatch(Operand.Strong.class::isInstance);
    return weak && result.type() == DataType.FLOAT64
        ? new Operand.WeakFloat(result)
        : new Operand.Strong(result);
  }

  /// A cast by type name. Its result is not weak.
  Operand cast(DataType type, Operand argument, int offset) {
    Expression converted =
        argument instanceof Operand.WeakInteger
            ? conversion.convert(argument, type)
            : Conversion.cast(conversion.strong(argument), type, offset);
    return new Operand.Strong(converted);
  }

  private Optional<BigInteger> integer(
      ElementwiseFunction function, List<Operand> arguments, int offset) {
    List<BigInteger> values =
        arguments.stream()
            .flatMap(
                argument ->
                    argument instanceof Operand.WeakInteger(BigInteger value, _)
                        ? Stream.of(value)
                        : Stream.empty())
            .toList();
    return switch (function) {
      case BasicFunction basic when values.size() == arguments.size() ->
          new IntegerArithmetic(source).apply(basic, values, offset);
      case BasicFunction _, MathFunction _ -> Optional.empty();
    };
  }

  private Operand where(List<Operand> arguments, int offset) {
    Expression condition = conversion.convert(arguments.getFirst(), DataType.BOOL);
    List<Operand> values = arguments.subList(1, arguments.size());
    List<Expression> converted = conversion.convertAll(values, conversion.commonType(values));
    List<Expression> all = Stream.concat(Stream.of(condition), converted.stream()).toList();
    DataType type = converted.getFirst().type();
    Shape shape = broadcasting.shape(all, offset);
    return new Operand.Strong(new Expression.Call(BasicFunction.WHERE, all, type, shape, offset));
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

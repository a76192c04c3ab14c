package io.parallax.language;

import io.parallax.error.ErrorCode;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import io.parallax.type.Shape;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Types and shapes of elementwise functions and casts.
record ElementwiseCalls(
    Source source, Promotion promotion, Broadcasting broadcasting, Operators operators) {

  /// The powers of ten up to 10**308 are finite.
  private static final BigInteger MAX_DECIMALS = BigInteger.valueOf(308);

  /// The call with its arguments converted. Weak arguments alone give a weak result where the
  /// function computes a number, as they do for operators; `where` and the predicates end weakness.
  AnalyzedOperand call(ElementwiseFunction function, List<AnalyzedOperand> arguments, int offset) {
    if (function == MathFunction.POW) {
      return operators.binary(BinaryOperator.POWER, arguments.get(0), arguments.get(1), offset);
    }
    if (function == BasicFunction.WHERE) {
      return where(arguments, offset);
    }
    if (function == BasicFunction.ROUND) {
      return round(arguments.getFirst(), arguments.getLast(), offset);
    }
    Optional<BigInteger> integer = integer(function, arguments, offset);
    if (integer.isPresent()) {
      return new AnalyzedOperand.WeakInteger(integer.get(), offset);
    }
    DataType common = promotion.commonType(arguments);
    requireAccepted(function, common, offset);
    Optional<AnalyzedOperand> bounded = unlessBoundless(function, arguments, common);
    if (bounded.isPresent()) {
      return new AnalyzedOperand.Strong(promotion.convert(bounded.get(), common));
    }
    DataType type = function.typeRule().operandType(common);
    List<Expression> converted = promotion.convertAll(arguments, type);
    Expression result =
        isIdentity(function, type) ? converted.getFirst() : typed(function, converted, offset);
    return weakLike(arguments, result);
  }

  private static AnalyzedOperand weakLike(List<AnalyzedOperand> arguments, Expression result) {
    boolean weak = arguments.stream().noneMatch(AnalyzedOperand.Strong.class::isInstance);
    if (weak && result.type() == DataType.INT64) {
      return Operators.weakInteger(result);
    }
    return weak && result.type() == DataType.FLOAT64
        ? new AnalyzedOperand.WeakFloat(result)
        : new AnalyzedOperand.Strong(result);
  }

  /// `clip` with the bounds that are given: of one it is `maximum` or `minimum`, of none it is x. A
  /// literal that no element can pass bounds nothing.
  AnalyzedOperand clip(
      AnalyzedOperand x,
      Optional<AnalyzedOperand> least,
      Optional<AnalyzedOperand> greatest,
      int offset) {
    List<AnalyzedOperand> all =
        Stream.of(Optional.of(x), least, greatest).flatMap(Optional::stream).toList();
    DataType common = promotion.commonType(all);
    Optional<AnalyzedOperand> lower = least.filter(bound -> promotion.beyond(bound, common) >= 0);
    Optional<AnalyzedOperand> upper =
        greatest.filter(bound -> promotion.beyond(bound, common) <= 0);
    if (lower.isPresent() && upper.isPresent()) {
      return call(BasicFunction.CLIP, List.of(x, lower.get(), upper.get()), offset);
    }
    if (lower.isPresent()) {
      return call(BasicFunction.MAXIMUM, List.of(x, lower.get()), offset);
    }
    return upper.isPresent()
        ? call(BasicFunction.MINIMUM, List.of(x, upper.get()), offset)
        : new AnalyzedOperand.Strong(promotion.convert(x, common));
  }

  /// The other operand of `minimum` or `maximum`, where one is a literal that no element can pass.
  private Optional<AnalyzedOperand> unlessBoundless(
      ElementwiseFunction function, List<AnalyzedOperand> arguments, DataType common) {
    int side =
        switch (function) {
          case BasicFunction.MINIMUM, BasicFunction.FMIN -> 1;
          case BasicFunction.MAXIMUM, BasicFunction.FMAX -> -1;
          case BasicFunction _, MathFunction _ -> 0;
        };
    if (side == 0) {
      return Optional.empty();
    }
    if (promotion.beyond(arguments.getFirst(), common) == side) {
      return Optional.of(arguments.getLast());
    }
    return promotion.beyond(arguments.getLast(), common) == side
        ? Optional.of(arguments.getFirst())
        : Optional.empty();
  }

  /// `round` to decimals that are known before anything runs. The call has the decimals as a second
  /// argument, an int64 literal, unless there are none.
  private AnalyzedOperand round(AnalyzedOperand x, AnalyzedOperand decimals, int offset) {
    if (!(decimals instanceof AnalyzedOperand.WeakInteger(BigInteger places, int at))
        || places.abs().compareTo(MAX_DECIMALS) > 0) {
      throw source.error(
          ErrorCode.INVALID_ARGUMENT,
          decimals.offset(),
          "'decimals' is an integer from -"
              + MAX_DECIMALS
              + " to "
              + MAX_DECIMALS
              + " in the text, for example round(x, 2)");
    }
    if (x instanceof AnalyzedOperand.WeakInteger(BigInteger value, _)) {
      return new AnalyzedOperand.WeakInteger(
          new LiteralArithmetic(source)
              .apply(BasicFunction.ROUND, List.of(value, places), offset)
              .orElseThrow(),
          offset);
    }
    Expression value = promotion.strong(x);
    if (!value.type().isFloating() && places.signum() >= 0) {
      return x;
    }
    if (value.type() == DataType.BOOL) {
      throw source.error(
          ErrorCode.TYPE_MISMATCH,
          offset,
          "'round' of bool takes no negative decimals; write int64(x) for a number");
    }
    Expression literal = new Expression.Literal(Scalar.of(places.longValueExact()), at);
    List<Expression> arguments = places.signum() == 0 ? List.of(value) : List.of(value, literal);
    return weakLike(List.of(x), typed(BasicFunction.ROUND, arguments, offset));
  }

  /// Whether x equals an element of the members: arrays, or values without dimensions. An integer
  /// literal outside the type equals none.
  AnalyzedOperand isIn(AnalyzedOperand x, List<AnalyzedOperand> members, int offset) {
    DataType common = promotion.commonType(Stream.concat(Stream.of(x), members.stream()).toList());
    List<Expression> compared = new ArrayList<>(List.of(promotion.convert(x, common)));
    for (AnalyzedOperand member : members) {
      if (promotion.beyond(member, common) == 0) {
        compared.add(promotion.convert(member, common));
      }
    }
    return new AnalyzedOperand.Strong(
        new Expression.Call(
            BasicFunction.ISIN, compared, DataType.BOOL, compared.getFirst().shape(), offset));
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
      case BasicFunction.FLOOR, BasicFunction.CEIL, BasicFunction.TRUNC -> !type.isFloating();
      case BasicFunction.ABS -> type == DataType.BOOL;
      case BasicFunction _, MathFunction _ -> false;
    };
  }
}

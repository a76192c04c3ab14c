package io.parallax.kernel.testing;

import io.parallax.language.BasicFunction;
import io.parallax.language.BinaryOperator;
import io.parallax.language.Expression;
import io.parallax.language.UnaryOperator;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.math.BigInteger;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/// Whether an expression overflows, from the definition: an operation of integers has an exact
/// value that does not fit its type, at a position where the value is used. A value is not used
/// where a `where` takes the other branch, or where the left operand of `and` or `or` decides.
///
/// A reduction is used as a whole: only conditions without dimensions can leave it out. Of a sum,
/// product or `dot` the exact value must fit, not those of its parts.
///
/// @param values of which the operands' values are taken; wrapped where they do not fit
public record NaiveFaults(NaiveEvaluation values) {
  /// The positions at which an expression's value is used.
  ///
  /// @param positions a bool array of the shape in which the value is used
  /// @param whole whether all conditions without dimensions hold
  private record Use(TestArray positions, boolean whole) {
    static Use everywhere(Shape shape, boolean whole) {
      LongStream ones = LongStream.generate(() -> 1).limit(shape.elementCount());
      return new Use(TestArray.of(DataType.BOOL, shape, ones), whole);
    }

    Use where(TestArray condition, boolean holds) {
      Shape shape = positions.arrayType().shape();
      Shape own = condition.arrayType().shape();
      LongStream both =
          LongStream.range(0, shape.elementCount())
              .map(
                  at ->
                      positions.element((int) at).asBoolean()
                              && NaiveEvaluation.at(condition, shape, at).asBoolean() == holds
                          ? 1
                          : 0);
      boolean remains = !own.isScalar() || condition.element(0).asBoolean() == holds;
      return new Use(TestArray.of(DataType.BOOL, shape, both), whole && remains);
    }
  }

  /// Whether evaluating the expression overflows.
  public boolean overflows(Expression expression) {
    return overflows(expression, Use.everywhere(expression.shape(), true));
  }

  private boolean overflows(Expression expression, Use use) {
    return switch (expression) {
      case Expression.Literal _, Expression.Input _ -> false;
      case Expression.Use defined -> overflows(defined.definition().value(), use);
      case Expression.Cast cast ->
          overflows(cast.operand(), use)
              || (cast.operand().type().isInteger()
                  && misfits(cast, use, x -> x.getFirst(), cast.operand()));
      case Expression.Unary unary ->
          overflows(unary.operand(), use)
              || (unary.operator() == UnaryOperator.NEGATE
                  && misfits(unary, use, x -> x.getFirst().negate(), unary.operand()));
      case Expression.Binary binary -> overflows(binary, use);
      case Expression.Comparison comparison ->
          overflows(comparison.left(), use) || overflows(comparison.right(), use);
      case Expression.Call call -> overflows(call, use);
      case Expression.Element _, Expression.Extent _, Expression.Apply _ ->
          throw new IllegalArgumentException("of a function: " + expression);
      case Expression.Reduce reduce -> {
        Shape shape =
            reduce.arguments().stream()
                .map(Expression::shape)
                .reduce(Shape.SCALAR, (left, right) -> left.broadcast(right).orElseThrow());
        Use inside = Use.everywhere(use.whole() ? shape : Shape.of(0), use.whole());
        yield use.whole()
            && (reduce.arguments().stream().anyMatch(argument -> overflows(argument, inside))
                || values.overflows(reduce));
      }
    };
  }

  private boolean overflows(Expression.Binary binary, Use use) {
    boolean bool = binary.type() == DataType.BOOL;
    if (bool
        && (binary.operator() == BinaryOperator.AND || binary.operator() == BinaryOperator.OR)) {
      TestArray left = values.evaluate(binary.left());
      return overflows(binary.left(), use)
          || overflows(binary.right(), use.where(left, binary.operator() == BinaryOperator.AND));
    }
    return overflows(binary.left(), use)
        || overflows(binary.right(), use)
        || misfits(
            binary,
            use,
            x -> exact(binary.operator(), x.getFirst(), x.getLast()),
            binary.left(),
            binary.right());
  }

  private static BigInteger exact(BinaryOperator operator, BigInteger x, BigInteger y) {
    return switch (operator) {
      case ADD -> x.add(y);
      case SUBTRACT -> x.subtract(y);
      case MULTIPLY -> x.multiply(y);
      case POWER -> x.pow(y.intValueExact());
      case SHIFT_LEFT -> x.shiftLeft(y.intValueExact());
      case FLOOR_DIVIDE -> y.equals(BigInteger.ONE.negate()) ? x.negate() : BigInteger.ZERO;
      case DIVIDE, MODULO, SHIFT_RIGHT, AND, OR, XOR -> BigInteger.ZERO;
    };
  }

  private boolean overflows(Expression.Call call, Use use) {
    List<Expression> arguments = call.arguments();
    if (call.function() == BasicFunction.WHERE) {
      TestArray condition = values.evaluate(arguments.get(0));
      return overflows(arguments.get(0), use)
          || overflows(arguments.get(1), use.where(condition, true))
          || overflows(arguments.get(2), use.where(condition, false));
    }
    return arguments.stream().anyMatch(argument -> overflows(argument, use))
        || (call.function() == BasicFunction.ABS
            && misfits(call, use, x -> x.getFirst().abs(), arguments.getFirst()));
  }

  /// Whether an exact value does not fit the type of the expression at a position of its use.
  private boolean misfits(
      Expression result,
      Use use,
      Function<List<BigInteger>, BigInteger> exact,
      Expression... arguments) {
    if (!result.type().isInteger()) {
      return false;
    }
    Shape shape = use.positions().arrayType().shape();
    List<TestArray> operands = List.of(arguments).stream().map(values::evaluate).toList();
    Predicate<BigInteger> fits = value -> value.bitLength() < result.type().byteWidth() * Byte.SIZE;
    return LongStream.range(0, shape.elementCount())
        .filter(at -> use.positions().element((int) at).asBoolean())
        .mapToObj(
            at ->
                exact.apply(
                    operands.stream()
                        .map(each -> NaiveEvaluation.at(each, shape, at).bits())
                        .map(BigInteger::valueOf)
                        .toList()))
        .anyMatch(fits.negate());
  }
}

package io.parallax.kernel.testing;

import io.parallax.language.BasicFunction;
import io.parallax.language.BinaryOperator;
import io.parallax.language.ComparisonOperator;
import io.parallax.language.Expression;
import io.parallax.type.Scalar;
import io.parallax.type.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Evaluates an expression as its tree stands, node by node, each into a whole array: the meaning
/// of the language without programs, loops, strides, sharing or folding.
///
/// @param mask a bool array that says which elements take part in reductions
public record NaiveEvaluation(Map<String, TestArray> inputs, TestArray mask) {
  public NaiveEvaluation(Map<String, TestArray> inputs) {
    this(inputs, TestArray.of(true).reshaped());
  }

  public TestArray evaluate(Expression expression) {
    return switch (expression) {
      case Expression.Literal literal ->
          TestArray.of(literal.type(), Shape.SCALAR, LongStream.of(literal.value().bits()));
      case Expression.Input input -> Objects.requireNonNull(inputs.get(input.name()));
      case Expression.Use defined -> evaluate(defined.definition().value());
      case Expression.Cast cast ->
          map(cast, x -> NaiveScalars.cast(x.getFirst(), cast.type()), cast.operand());
      case Expression.Unary unary ->
          map(
              unary,
              x ->
                  switch (unary.operator()) {
                    case NEGATE -> NaiveScalars.negate(x.getFirst());
                    case INVERT -> NaiveScalars.invert(x.getFirst());
                  },
              unary.operand());
      case Expression.Binary binary -> binary(binary);
      case Expression.Comparison comparison ->
          map(
              comparison,
              x ->
                  Scalar.of(NaiveScalars.compare(comparison.operator(), x.getFirst(), x.getLast())),
              comparison.left(),
              comparison.right());
      case Expression.Call call when call.function() == BasicFunction.ISIN -> isIn(call);
      case Expression.Call call ->
          map(
              call,
              x -> NaiveScalars.call(call.function(), x, call.type()),
              call.arguments().toArray(Expression[]::new));
      case Expression.Reduce reduce -> reduce(reduce);
      case Expression.Element _, Expression.Extent _, Expression.Apply _ ->
          throw new IllegalArgumentException("of a function: " + expression);
    };
  }

  private static Stream<Scalar> elements(TestArray array) {
    int count = Math.toIntExact(array.arrayType().shape().elementCount());
    return IntStream.range(0, count).mapToObj(array::element);
  }

  private TestArray isIn(Expression.Call call) {
    List<Scalar> members =
        call.arguments().stream()
            .skip(1)
            .map(this::evaluate)
            .flatMap(NaiveEvaluation::elements)
            .toList();
    return map(
        call,
        x ->
            Scalar.of(
                members.stream()
                    .anyMatch(
                        member ->
                            NaiveScalars.compare(ComparisonOperator.EQUAL, x.getFirst(), member))),
        call.arguments().getFirst());
  }

  /// As [Expression.Binary] says; of powers, those that the documentation names are products, a
  /// reciprocal or a root.
  private TestArray binary(Expression.Binary binary) {
    boolean constantPower =
        binary.operator() == BinaryOperator.POWER
            && binary.type().isFloating()
            && isConstant(binary.right());
    return map(
        binary,
        x ->
            constantPower
                ? power(x.getFirst(), x.getLast())
                : NaiveScalars.binary(binary.operator(), x.getFirst(), x.getLast()),
        binary.left(),
        binary.right());
  }

  private static Scalar power(Scalar x, Scalar y) {
    double value = x.asDouble();
    double exponent = y.asDouble();
    if (exponent == 2) {
      return NaiveScalars.floating(x.type(), value * value);
    }
    if (exponent == -1) {
      return NaiveScalars.floating(x.type(), 1 / value);
    }
    if (exponent == 0.5) {
      double root = value == Double.NEGATIVE_INFINITY ? -value : Math.sqrt(value + 0.0);
      return NaiveScalars.floating(x.type(), root);
    }
    return NaiveScalars.binary(BinaryOperator.POWER, x, y);
  }

  private static boolean isConstant(Expression expression) {
    return switch (expression) {
      case Expression.Literal _ -> true;
      case Expression.Input _,
          Expression.Reduce _,
          Expression.Element _,
          Expression.Extent _,
          Expression.Apply _ ->
          false;
      case Expression.Use defined -> isConstant(defined.definition().value());
      case Expression.Cast cast -> isConstant(cast.operand());
      case Expression.Unary unary -> isConstant(unary.operand());
      case Expression.Binary binary -> isConstant(binary.left()) && isConstant(binary.right());
      case Expression.Comparison comparison ->
          isConstant(comparison.left()) && isConstant(comparison.right());
      case Expression.Call call -> call.arguments().stream().allMatch(NaiveEvaluation::isConstant);
    };
  }

  private TestArray map(
      Expression result, Function<List<Scalar>, Scalar> function, Expression... arguments) {
    List<TestArray> values = Arrays.stream(arguments).map(this::evaluate).toList();
    return TestArray.of(
        result.type(),
        result.shape(),
        LongStream.range(0, result.shape().elementCount())
            .map(
                position ->
                    function
                        .apply(
                            values.stream()
                                .map(value -> at(value, result.shape(), position))
                                .toList())
                        .bits()));
  }

  /// The element an array broadcast to a shape has at a flat position.
  public static Scalar at(TestArray array, Shape shape, long position) {
    Shape own = array.arrayType().shape();
    long index = 0;
    long stride = 1;
    long rest = position;
    for (int dimension = shape.rank() - 1; dimension >= 0; dimension--) {
      long coordinate = rest % shape.extent(dimension);
      rest /= shape.extent(dimension);
      int ownDimension = dimension - (shape.rank() - own.rank());
      if (ownDimension >= 0) {
        long extent = own.extent(ownDimension);
        index += extent == 1 ? 0 : coordinate * stride;
        stride *= extent;
      }
    }
    return array.element(Math.toIntExact(index));
  }

  /// Whether an integer value of a reduction does not fit its type. What it reduces is wrapped.
  boolean overflows(Expression.Reduce reduce) {
    return rows(reduce).stream().anyMatch(row -> NaiveReductions.overflows(reduce, row));
  }

  private TestArray reduce(Expression.Reduce reduce) {
    return TestArray.of(
        reduce.type(),
        reduce.shape(),
        rows(reduce).stream().mapToLong(row -> NaiveReductions.reduce(reduce, row).bits()));
  }

  /// The elements that take part in each row.
  private List<List<NaiveReductions.Element>> rows(Expression.Reduce reduce) {
    List<TestArray> arguments = reduce.arguments().stream().map(this::evaluate).toList();
    Shape shape =
        arguments.stream()
            .map(argument -> argument.arrayType().shape())
            .reduce(Shape.SCALAR, (left, right) -> left.broadcast(right).orElseThrow());
    List<List<NaiveReductions.Element>> rows = new ArrayList<>();
    for (long row = 0; row < reduce.shape().elementCount(); row++) {
      rows.add(new ArrayList<>());
    }
    long[] visited = new long[rows.size()];
    for (long position = 0; position < shape.elementCount(); position++) {
      long flat = position;
      int row = rowOf(shape, reduce.axes(), position);
      List<Scalar> element = arguments.stream().map(argument -> at(argument, shape, flat)).toList();
      if (at(mask, shape, position).asBoolean()) {
        rows.get(row).add(new NaiveReductions.Element(visited[row], element));
      }
      visited[row]++;
    }
    return rows;
  }

  private static int rowOf(Shape shape, List<Integer> axes, long position) {
    long row = 0;
    long stride = 1;
    long rest = position;
    for (int dimension = shape.rank() - 1; dimension >= 0; dimension--) {
      if (!axes.contains(dimension)) {
        row += rest % shape.extent(dimension) * stride;
        stride *= shape.extent(dimension);
      }
      rest /= shape.extent(dimension);
    }
    return Math.toIntExact(row);
  }
}

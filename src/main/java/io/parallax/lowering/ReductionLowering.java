package io.parallax.lowering;

import static io.parallax.program.BinaryOperation.MULTIPLY;
import static io.parallax.program.BinaryOperation.SUBTRACT;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.language.Expression;
import io.parallax.language.ReductionFunction;
import io.parallax.program.BinaryOperation;
import io.parallax.program.Comparison;
import io.parallax.program.Domain;
import io.parallax.program.Graph;
import io.parallax.program.Node;
import io.parallax.program.Operation;
import io.parallax.program.Reduction;
import io.parallax.program.Sink;
import io.parallax.program.UnaryOperation;
import io.parallax.program.Value;
import io.parallax.type.DataType;
import io.parallax.type.Overflow;
import io.parallax.type.Scalar;
import io.parallax.type.Shape;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/// One reducing function as primitive reductions and elementwise work around them.
///
/// float32 is accumulated in float64 and rounded once, at the end.
final class ReductionLowering {
  private static final double MEDIAN = 0.5;

  private final Graph graph;
  private final Guards.Mask mask;
  private final Expression.Reduce reduce;
  private final Overflow overflow;
  private final Supplier<OptionalInt> used;
  private final Domain domain;
  private final int origin;

  /// @param overflow what happens where an integer result does not fit its type
  /// @param used the bool node, without dimensions, that is true where the value is used; empty
  ///   where it is used anyway
  /// @throws ComputeException SHAPE_MISMATCH when the mask does not broadcast to the operands'
  ///   shape
  ReductionLowering(
      Graph graph,
      Target target,
      Guards.Mask mask,
      Expression.Reduce reduce,
      Overflow overflow,
      Supplier<OptionalInt> used) {
    this.graph = graph;
    this.mask = mask;
    this.reduce = reduce;
    this.overflow = overflow;
    this.used = used;
    Shape shape =
        reduce.arguments().stream()
            .map(Expression::shape)
            .reduce(Shape.SCALAR, (left, right) -> left.broadcast(right).orElseThrow());
    if (!mask.shape().broadcast(shape).equals(Optional.of(shape))) {
      throw target.originOf(reduce).locate(mismatch(mask.shape(), shape));
    }
    this.domain = Domain.reducing(shape, reduce.axes());
    this.origin = graph.origin(target.originOf(reduce));
  }

  /// The same reduction over fewer elements.
  private ReductionLowering(ReductionLowering all, Guards.Mask mask) {
    this.graph = all.graph;
    this.mask = mask;
    this.reduce = all.reduce;
    this.overflow = all.overflow;
    this.used = all.used;
    this.domain = all.domain;
    this.origin = all.origin;
  }

  /// @param arguments the nodes of the reduction's arguments
  int lower(List<Integer> arguments) {
    ReductionFunction plain = reduce.function().plain();
    return reduce.function() != plain && canBeNan(arguments.getFirst())
        ? withoutNan(arguments)
        : lower(plain, arguments);
  }

  private int lower(ReductionFunction function, List<Integer> arguments) {
    int x = arguments.getFirst();
    return switch (function) {
      case SUM -> shaped(reduced(summing(graph.type(x)), ifUsed(graph.widen(x), 0), reduce.type()));
      case PROD ->
          shaped(reduced(multiplying(graph.type(x)), ifUsed(graph.widen(x), 1), reduce.type()));
      case MIN -> shaped(reduced(Reduction.MINIMUM, graph.widen(x), reduce.type()));
      case MAX -> shaped(reduced(Reduction.MAXIMUM, graph.widen(x), reduce.type()));
      case ARGMIN -> shaped(reduced(Reduction.ARG_MINIMUM, graph.widen(x), DataType.INT64));
      case ARGMAX -> shaped(reduced(Reduction.ARG_MAXIMUM, graph.widen(x), DataType.INT64));
      case ANY -> shaped(reduced(Reduction.ANY, truth(x), DataType.BOOL));
      case ALL -> shaped(reduced(Reduction.ALL, truth(x), DataType.BOOL));
      case COUNT -> shaped(reduced(Reduction.SUM, graph.widen(truth(x)), DataType.INT64));
      case DOT -> dot(arguments);
      case MEAN -> shaped(reduced(Reduction.MEAN, summand(x), reduce.type()));
      case VAR ->
          graph.convert(
              new VarianceLowering(graph, this).variance(x, reduce.ddof()), reduce.type());
      case STD ->
          graph.convert(
              new VarianceLowering(graph, this).deviation(x, reduce.ddof()), reduce.type());
      case MEDIAN -> quantile(x, graph.constant(Scalar.of(MEDIAN)));
      case QUANTILE -> quantile(x, arguments.getLast());
      case SIZE -> size(x);
      case PTP ->
          difference(
              ifUsed(lower(ReductionFunction.MAX, arguments), 0),
              ifUsed(lower(ReductionFunction.MIN, arguments), 0));
      case NANSUM,
          NANPROD,
          NANMIN,
          NANMAX,
          NANMEAN,
          NANVAR,
          NANSTD,
          NANARGMIN,
          NANARGMAX,
          NANMEDIAN,
          NANQUANTILE ->
          throw new IllegalArgumentException(function + " is lowered without its NaN");
    };
  }

  /// Whether an element can be NaN: not of what was an integer or bool.
  private boolean canBeNan(int x) {
    return graph.type(x).isFloating()
        && !(graph.node(x)
                instanceof
                Node.Element(Operation.Convert(int _, DataType from, DataType _), Shape _, int _)
            && !from.isFloating());
  }

  /// The plain reduction with a mask that leaves NaN out. `nanmin` and `nanmax` keep the caller's
  /// mask, because rows without elements are an error and rows of NaN are not, and give NaN where
  /// no number is seen. `nanvar` and `nanstd` are NaN without a degree of freedom, as in NumPy.
  private int withoutNan(List<Integer> arguments) {
    int x = arguments.getFirst();
    int number = graph.compare(Comparison.EQUAL, x, x);
    ReductionFunction plain = reduce.function().plain();
    if (plain == ReductionFunction.MIN || plain == ReductionFunction.MAX) {
      double neutral =
          plain == ReductionFunction.MIN ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
      int replaced = graph.select(number, x, graph.constant(graph.type(x), neutral));
      int seen = shaped(reduced(Reduction.ANY, number, DataType.BOOL));
      return graph.select(seen, lower(plain, List.of(replaced)), nan());
    }
    int node = mask.isPresent() ? graph.binary(BinaryOperation.AND, mask.node(), number) : number;
    ReductionLowering numbers = new ReductionLowering(this, new Guards.Mask(node, domain.shape()));
    int value = numbers.lower(plain, arguments);
    if (plain != ReductionFunction.VAR && plain != ReductionFunction.STD) {
      return value;
    }
    int count = numbers.elementCounts();
    int free =
        graph.compare(Comparison.GREATER, count, graph.constant(Scalar.of((double) reduce.ddof())));
    return graph.select(free, value, nan());
  }

  private int nan() {
    return graph.constant(reduce.type(), Double.NaN);
  }

  /// The number of elements that take part. An operand that can fault, or may be computed from a
  /// reduction of nothing, is computed for its faults.
  private int size(int x) {
    if (graph.canFault(x) || graph.level(x) > 0) {
      int either = graph.binary(BinaryOperation.OR, x, graph.unary(UnaryOperation.NOT, x));
      return shaped(reduced(Reduction.SUM, graph.widen(either), DataType.INT64));
    }
    return graph.convert(shaped(count()), DataType.INT64);
  }

  private int difference(int left, int right) {
    return overflow == Overflow.ERROR && graph.type(left).isInteger()
        ? graph.add(
            new Operation.Binary(
                BinaryOperation.SUBTRACT_EXACT, left, right, graph.type(left), origin))
        : graph.binary(SUBTRACT, left, right);
  }

  private int truth(int x) {
    return graph.convert(x, DataType.BOOL);
  }

  private int quantity(int x) {
    return graph.convert(x, DataType.FLOAT64);
  }

  private int dot(List<Integer> factors) {
    int left = graph.widen(factors.getFirst());
    int right = graph.widen(factors.getLast());
    boolean fits = factors.stream().map(graph::type).noneMatch(DataType.INT64::equals);
    if (overflow == Overflow.ERROR && !fits) {
      return new DotLowering(graph, this, origin).lower(left, ifUsed(right, 0));
    }
    int product = graph.binary(MULTIPLY, left, right);
    return shaped(reduced(summing(graph.type(product)), product, reduce.type()));
  }

  /// The value, or a number that makes no reduction overflow where a branch is taken that does not
  /// use this one.
  private int ifUsed(int value, long otherwise) {
    if (overflow == Overflow.WRAP || !graph.type(value).isInteger()) {
      return value;
    }
    OptionalInt condition = used.get();
    int neutral = graph.constant(new Scalar(graph.type(value), otherwise));
    return condition.isPresent() ? graph.select(condition.getAsInt(), value, neutral) : value;
  }

  /// The sum of elements of a type. No array has so many int32 that their sum does not fit int64.
  private Reduction summing(DataType type) {
    return type == DataType.INT64 && overflow == Overflow.ERROR
        ? Reduction.CHECKED_SUM
        : Reduction.SUM;
  }

  private Reduction multiplying(DataType type) {
    return type.isInteger() && overflow == Overflow.ERROR
        ? Reduction.CHECKED_PRODUCT
        : Reduction.PRODUCT;
  }

  int reduced(Reduction reduction, int value, DataType type) {
    return reduced(reduction, value, mask.node(), type);
  }

  private int reduced(Reduction reduction, int value, int maskNode, DataType type) {
    int level = 1 + Math.max(graph.level(value), maskLevel());
    return graph.add(new Node.Reduced(reduction, value, maskNode, domain, type, level, origin));
  }

  /// What a mean is taken of: integers as they are, because float64 does not represent all of them.
  private int summand(int x) {
    return graph.type(x).isFloating() ? quantity(x) : graph.widen(x);
  }

  /// How many elements take part in each row, as a float64 in the shape of the result.
  int elementCounts() {
    return quantity(shaped(count()));
  }

  /// How many elements take part in each row: a constant float64 or a counted int64.
  private int count() {
    if (!mask.isPresent()) {
      return graph.constant(Scalar.of((double) domain.rowLength()));
    }
    return reduced(Reduction.SUM, graph.widen(mask.node()), Sink.NO_MASK, DataType.INT64);
  }

  private int quantile(int x, int probability) {
    int value = graph.type(x).isFloating() ? x : graph.widen(x);
    int level = 1 + Math.max(graph.level(probability), Math.max(graph.level(value), maskLevel()));
    return shaped(
        graph.add(
            new Node.Quantile(
                value, mask.node(), probability, domain, reduce.type(), level, origin)));
  }

  /// Reduces all elements, also those that take no part.
  int reducedWhole(Reduction reduction, int value, DataType type) {
    return reduced(reduction, value, Sink.NO_MASK, type);
  }

  /// The value where an element takes part, the other elsewhere.
  Value takenOr(Value value, Value other) {
    return mask.isPresent() ? new Value(graph, mask.node()).choose(value, other) : value;
  }

  /// Whether rows have no elements, whatever the mask.
  boolean areEmpty() {
    return domain.rowLength() == 0;
  }

  private int maskLevel() {
    return mask.isPresent() ? graph.level(mask.node()) : 0;
  }

  /// The reduced value in the shape of the expression, with or without the dimensions of extent 1.
  int shaped(int reduced) {
    return graph.constantAt(reduced).isPresent()
            || reduce.keepDimensions()
            || graph.shape(reduced).rank() == reduce.shape().rank()
        ? reduced
        : graph.add(
            new Node.View(reduced, graph.type(reduced), reduce.shape(), graph.level(reduced)));
  }

  private static ComputeException mismatch(Shape mask, Shape operand) {
    return new ComputeException(
        ErrorCode.SHAPE_MISMATCH,
        "'where' has shape "
            + mask
            + ", which does not broadcast to shape "
            + operand
            + " of what is reduced here");
  }
}

package io.parallax.program;

import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.util.List;
import java.util.stream.Stream;

/// A value in a [Graph]. Other nodes are referred to by their index, which is always lower.
public sealed interface Node {
  DataType type();

  /// The shape over which the value varies. It broadcasts to the shape of every expression with
  /// this value, which may be larger.
  Shape shape();

  /// How many reductions, one inside the other, must be finished before this value can be computed.
  int level();

  /// This node without its place in the source: equal for equal values.
  Node withoutOrigin();

  /// One of the caller's arrays.
  record Input(String name, ArrayType arrayType) implements Node {
    public Input(String name, DataType type, Shape shape) {
      this(name, new ArrayType(type, shape));
    }

    @Override
    public DataType type() {
      return arrayType.type();
    }

    @Override
    public Shape shape() {
      return arrayType.shape();
    }

    @Override
    public int level() {
      return 0;
    }

    @Override
    public Node withoutOrigin() {
      return this;
    }
  }

  /// A primitive operation on nodes of the graph.
  record Element(Operation operation, Shape shape, int level) implements Node {
    @Override
    public DataType type() {
      return operation.type();
    }

    @Override
    public Node withoutOrigin() {
      return new Element(canonical(operation), shape, level);
    }

    private static Operation canonical(Operation operation) {
      return switch (operation) {
        case Operation.Binary binary -> {
          boolean swap = binary.operation().isCommutative() && binary.left() > binary.right();
          yield new Operation.Binary(
              binary.operation(),
              swap ? binary.right() : binary.left(),
              swap ? binary.left() : binary.right(),
              binary.type(),
              Operation.NO_ORIGIN);
        }
        case Operation.Load _,
            Operation.Constant _,
            Operation.Position _,
            Operation.Unary _,
            Operation.Compare _,
            Operation.Select _,
            Operation.Convert _,
            Operation.Reinterpret _,
            Operation.FusedMultiplyAdd _,
            Operation.Lookup _ ->
            operation;
      };
    }
  }

  /// A primitive reduction of each row of a domain, of shape [Domain#rowsShape].
  ///
  /// @param mask a bool node, or [Sink#NO_MASK]
  record Reduced(
      Reduction reduction, int value, int mask, Domain domain, DataType type, int level, int origin)
      implements Node {
    @Override
    public Shape shape() {
      return domain.rowsShape();
    }

    @Override
    public Node withoutOrigin() {
      return new Reduced(reduction, value, mask, domain, type, level, Operation.NO_ORIGIN);
    }
  }

  /// An [OrderStatistic] of each row of a domain, of shape [Domain#rowsShape].
  ///
  /// @param mask a bool node, or [Sink#NO_MASK]
  /// @param quantile a 0-d float64 node
  record Quantile(
      int value, int mask, int quantile, Domain domain, DataType type, int level, int origin)
      implements Node {
    @Override
    public Shape shape() {
      return domain.rowsShape();
    }

    @Override
    public Node withoutOrigin() {
      return new Quantile(value, mask, quantile, domain, type, level, Operation.NO_ORIGIN);
    }
  }

  /// The elements of a node, which are stored in row-major order, in another shape: those of a
  /// [Reduced] or [Quantile] without its dimensions of extent 1, for example.
  ///
  /// @param source not a view itself
  record View(int source, DataType type, Shape shape, int level) implements Node {
    @Override
    public Node withoutOrigin() {
      return this;
    }
  }

  /// A run of a routine for each item of a shape.
  ///
  /// @param parameters nodes whose shapes broadcast to the items'
  /// @param mask a bool node that says which items run, or [Sink#NO_MASK]
  /// @param collectsFailures whether every item runs, whatever faults before it; what failed is a
  ///   further result then
  /// @param origins of the routine's places
  record Call(
      Routine routine,
      Shape items,
      List<Integer> parameters,
      int mask,
      List<Whole> arrays,
      boolean collectsFailures,
      long maximumTrips,
      List<Integer> origins) {
    public Call {
      parameters = List.copyOf(parameters);
      arrays = List.copyOf(arrays);
      origins = List.copyOf(origins);
    }

    /// The same run of items where a mask is true.
    public Call where(int newMask) {
      return new Call(
          routine, items, parameters, newMask, arrays, collectsFailures, maximumTrips, origins);
    }

    /// Without its place in the source: equal for equal values.
    private Call withoutOrigin() {
      return new Call(
          routine, items, parameters, mask, arrays, collectsFailures, maximumTrips, List.of());
    }

    /// How many values each item gives, with the failure.
    public int resultCount() {
      return routine.results().size() + (collectsFailures ? 1 : 0);
    }

    public DataType type(int result) {
      return result < routine.results().size() ? routine.resultType(result) : DataType.INT64;
    }

    /// The nodes that must be stored before items run.
    private List<Integer> sources() {
      Stream<Integer> all = Stream.concat(parameters.stream(), arrays.stream().map(Whole::node));
      return (mask == Sink.NO_MASK ? all : Stream.concat(all, Stream.of(mask))).toList();
    }
  }

  /// A node that items see as an array of a shape to which its own broadcasts.
  record Whole(int node, Shape shape) {}

  /// One of the values that a run of a routine gives for each item.
  ///
  /// @param result from 0
  record Returned(Call call, int result, int level) implements Node {
    @Override
    public DataType type() {
      return call.type(result);
    }

    @Override
    public Shape shape() {
      return call.items();
    }

    @Override
    public Node withoutOrigin() {
      return new Returned(call.withoutOrigin(), result, level);
    }
  }

  /// The nodes this one is computed from in the same loop.
  default List<Integer> operands() {
    return switch (this) {
      case Element element -> element.operation().operands();
      case Input _, Reduced _, Quantile _, View _, Returned _ -> List.of();
    };
  }

  /// The nodes this one is computed from in other loops.
  default List<Integer> sources() {
    return switch (this) {
      case Input _, Element _ -> List.of();
      case Reduced reduced -> masked(reduced.mask(), reduced.value());
      case Quantile order -> masked(order.mask(), order.value(), order.quantile());
      case View view -> List.of(view.source());
      case Returned returned -> returned.call().sources();
    };
  }

  private static List<Integer> masked(int mask, Integer... others) {
    return mask == Sink.NO_MASK
        ? List.of(others)
        : Stream.concat(Stream.of(others), Stream.of(mask)).toList();
  }
}

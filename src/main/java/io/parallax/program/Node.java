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

  /// The nodes this one is computed from in the same loop.
  default List<Integer> operands() {
    return switch (this) {
      case Element element -> element.operation().operands();
      case Input _, Reduced _, Quantile _, View _ -> List.of();
    };
  }

  /// The nodes this one is computed from in other loops.
  default List<Integer> sources() {
    return switch (this) {
      case Input _, Element _ -> List.of();
      case Reduced reduced -> masked(reduced.mask(), reduced.value());
      case Quantile order -> masked(order.mask(), order.value(), order.quantile());
      case View view -> List.of(view.source());
    };
  }

  private static List<Integer> masked(int mask, Integer... others) {
    return mask == Sink.NO_MASK
        ? List.of(others)
        : Stream.concat(Stream.of(others), Stream.of(mask)).toList();
  }
}

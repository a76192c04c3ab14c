package io.parallax.program;

import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import java.util.OptionalInt;

/// Rewrites that keep every result, to the bit and for all values, and drop no operation that could
/// fault: constant folding, and the removal of neutral elements. For the addition of floats the
/// neutral element is −0.0; +0.0 is none, because −0.0 + 0.0 is +0.0.
final class Simplification {
  private final Graph graph;

  private Simplification(Graph graph) {
    this.graph = graph;
  }

  /// A node that is equal to the operation and simpler, empty when there is none.
  static OptionalInt of(Graph graph, Operation operation) {
    Simplification simplification = new Simplification(graph);
    return simplification.isConstant(operation)
        ? OptionalInt.of(simplification.fold(operation))
        : simplification.simplify(operation);
  }

  private boolean isConstant(Operation operation) {
    return !operation.operands().isEmpty()
        && operation.operands().stream().allMatch(id -> graph.constantAt(id).isPresent())
        && !(operation instanceof Operation.Binary binary
            && Arithmetic.faults(
                binary.operation(), binary.type(), bits(binary.left()), bits(binary.right())));
  }

  private int fold(Operation operation) {
    return graph.constant(new Scalar(operation.type(), Arithmetic.evaluate(operation, this::bits)));
  }

  private OptionalInt simplify(Operation operation) {
    return switch (operation) {
      case Operation.Unary unary -> unary(unary);
      case Operation.Binary binary -> binary(binary);
      case Operation.Compare compare -> compare(compare);
      case Operation.Select select -> select(select);
      case Operation.Load _,
          Operation.Constant _,
          Operation.Position _,
          Operation.Convert _,
          Operation.Reinterpret _,
          Operation.FusedMultiplyAdd _,
          Operation.Lookup _ ->
          OptionalInt.empty();
    };
  }

  private OptionalInt unary(Operation.Unary unary) {
    return graph.node(unary.operand()) instanceof Node.Element(Operation.Unary inner, _, _)
        ? ofUnary(unary, inner)
        : OptionalInt.empty();
  }

  /// The opposite of the opposite is the operand; the magnitude of the opposite is the magnitude.
  private OptionalInt ofUnary(Operation.Unary outer, Operation.Unary inner) {
    return switch (outer.operation()) {
      case NEGATE, NOT ->
          inner.operation() == outer.operation()
              ? OptionalInt.of(inner.operand())
              : OptionalInt.empty();
      case ABSOLUTE ->
          switch (inner.operation()) {
            case NEGATE -> OptionalInt.of(graph.unary(UnaryOperation.ABSOLUTE, inner.operand()));
            case ABSOLUTE -> OptionalInt.of(outer.operand());
            case NOT, SQUARE_ROOT, FLOOR, CEIL, ROUND_EVEN, TRUNCATE -> OptionalInt.empty();
          };
      case SQUARE_ROOT, FLOOR, CEIL, ROUND_EVEN, TRUNCATE -> OptionalInt.empty();
    };
  }

  /// An integer or bool is equal to itself.
  private OptionalInt compare(Operation.Compare compare) {
    if (compare.left() != compare.right()
        || compare.operandType().isFloating()
        || graph.canFault(compare.left())) {
      return OptionalInt.empty();
    }
    boolean equal =
        switch (compare.comparison()) {
          case LESS_EQUAL, GREATER_EQUAL, EQUAL -> true;
          case LESS, GREATER, NOT_EQUAL -> false;
        };
    return OptionalInt.of(graph.constant(Scalar.of(equal)));
  }

  private OptionalInt select(Operation.Select select) {
    return select.whenTrue() == select.whenFalse() && !graph.canFault(select.condition())
        ? OptionalInt.of(select.whenTrue())
        : OptionalInt.empty();
  }

  private OptionalInt binary(Operation.Binary binary) {
    if (isNeutral(binary.operation(), binary.right())) {
      return OptionalInt.of(binary.left());
    }
    if (binary.operation().isCommutative() && isNeutral(binary.operation(), binary.left())) {
      return OptionalInt.of(binary.right());
    }
    return switch (binary.operation()) {
      case AND, OR, MINIMUM, MAXIMUM ->
          binary.left() == binary.right() ? OptionalInt.of(binary.left()) : OptionalInt.empty();
      case DIVIDE -> multiplication(binary);
      case ADD,
          SUBTRACT,
          MULTIPLY,
          ADD_EXACT,
          SUBTRACT_EXACT,
          MULTIPLY_EXACT,
          MULTIPLY_EXCESS,
          REMAINDER,
          FLOOR_DIVIDE,
          FLOOR_MODULO,
          INTEGER_POWER,
          INTEGER_POWER_EXACT,
          SHIFT_LEFT,
          SHIFT_LEFT_EXACT,
          SHIFT_RIGHT,
          XOR ->
          OptionalInt.empty();
    };
  }

  /// Whether the operand is a constant c with x ∘ c = x for every x.
  private boolean isNeutral(BinaryOperation operation, int operand) {
    if (graph.constantAt(operand).isEmpty()) {
      return false;
    }
    DataType type = graph.type(operand);
    long bits = bits(operand);
    return switch (operation) {
      case ADD -> bits == (type.isFloating() ? bitsOf(type, -0.0) : 0);
      case ADD_EXACT, SUBTRACT_EXACT, SHIFT_LEFT_EXACT -> bits == 0;
      case SUBTRACT, OR, XOR, SHIFT_LEFT, SHIFT_RIGHT -> bits == 0;
      case MULTIPLY, MULTIPLY_EXACT, DIVIDE, FLOOR_DIVIDE -> bits == bitsOf(type, 1);
      case AND -> bits == (type == DataType.BOOL ? 1 : -1);
      case MULTIPLY_EXCESS, REMAINDER, FLOOR_MODULO -> false;
      case INTEGER_POWER, INTEGER_POWER_EXACT -> false;
      case MINIMUM, MAXIMUM -> false;
    };
  }

  /// Division by a power of two whose reciprocal is a normal number: both round the same real
  /// number.
  private OptionalInt multiplication(Operation.Binary division) {
    if (graph.constantAt(division.right()).isEmpty()) {
      return OptionalInt.empty();
    }
    DataType type = division.type();
    double divisor = new Scalar(type, bits(division.right())).asDouble();
    int exponent = Math.getExponent(divisor);
    int limit = type == DataType.FLOAT32 ? Float.MAX_EXPONENT : Double.MAX_EXPONENT;
    if (Math.abs(exponent) >= limit || Math.abs(divisor) != Math.scalb(1.0, exponent)) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(
        graph.binary(BinaryOperation.MULTIPLY, division.left(), graph.constant(type, 1 / divisor)));
  }

  private long bits(int id) {
    return graph.constantAt(id).orElseThrow().bits();
  }

  private static long bitsOf(DataType type, double value) {
    return switch (type) {
      case BOOL, INT32, INT64 -> (long) value;
      case FLOAT32 -> Scalar.of((float) value).bits();
      case FLOAT64 -> Scalar.of(value).bits();
    };
  }
}

package io.parallax.lowering;

import static io.parallax.program.BinaryOperation.ADD;
import static io.parallax.program.BinaryOperation.AND;
import static io.parallax.program.BinaryOperation.DIVIDE;
import static io.parallax.program.BinaryOperation.MULTIPLY;
import static io.parallax.program.BinaryOperation.SUBTRACT;
import static io.parallax.program.BinaryOperation.XOR;
import static io.parallax.program.Comparison.EQUAL;
import static io.parallax.program.Comparison.GREATER;
import static io.parallax.program.Comparison.LESS;
import static io.parallax.program.Comparison.NOT_EQUAL;

import io.parallax.program.BinaryOperation;
import io.parallax.program.Graph;
import io.parallax.program.UnaryOperation;

/// Floor division and modulo of floats, after NumPy's `npy_divmod`, and the truncated remainder of
/// integers.
final class DivisionLowering {
  private final Graph graph;

  DivisionLowering(Graph graph) {
    this.graph = graph;
  }

  /// `a % b` of floats: the sign of b, also for a zero result; NaN for b = 0.
  int floatModulo(int a, int b) {
    int remainder = graph.binary(BinaryOperation.REMAINDER, a, b);
    int shifted =
        graph.select(needsShift(remainder, b), graph.binary(ADD, remainder, b), remainder);
    int zero = graph.zero(graph.type(b));
    int signedZero =
        graph.select(graph.compare(LESS, b, zero), graph.constant(graph.type(b), -0.0), zero);
    return graph.select(isNotZero(remainder), shifted, signedZero);
  }

  /// `a // b` of floats: ⌊a / b⌋ from the exact remainder; a / b for b = 0.
  int floatFloorDivide(int a, int b) {
    int remainder = graph.binary(BinaryOperation.REMAINDER, a, b);
    int one = graph.constant(graph.type(a), 1);
    int multiple = graph.binary(DIVIDE, graph.binary(SUBTRACT, a, remainder), b);
    int quotient =
        graph.select(needsShift(remainder, b), graph.binary(SUBTRACT, multiple, one), multiple);
    int floor = graph.unary(UnaryOperation.FLOOR, quotient);
    int roundedDown =
        graph.compare(
            GREATER, graph.binary(SUBTRACT, quotient, floor), graph.constant(graph.type(a), 0.5));
    int integral = graph.select(roundedDown, graph.binary(ADD, floor, one), floor);
    int plain = graph.binary(DIVIDE, a, b);
    int zero = graph.zero(graph.type(a));
    int signedZero = graph.binary(MULTIPLY, plain, zero);
    return graph.select(
        graph.compare(EQUAL, b, zero),
        plain,
        graph.select(isNotZero(quotient), integral, signedZero));
  }

  /// The remainder of integers with the sign of a, from the one with the sign of b.
  int truncatedRemainder(int a, int b, int floorModulo) {
    int zero = graph.zero(graph.type(a));
    int differ = graph.binary(XOR, graph.compare(LESS, a, zero), graph.compare(LESS, b, zero));
    int corrected = graph.binary(SUBTRACT, floorModulo, b);
    return graph.select(graph.binary(AND, isNotZero(floorModulo), differ), corrected, floorModulo);
  }

  /// Whether the remainder is not zero and its sign is not the divisor's.
  private int needsShift(int remainder, int divisor) {
    int zero = graph.zero(graph.type(divisor));
    int differ =
        graph.binary(XOR, graph.compare(LESS, divisor, zero), graph.compare(LESS, remainder, zero));
    return graph.binary(AND, isNotZero(remainder), differ);
  }

  private int isNotZero(int value) {
    return graph.compare(NOT_EQUAL, value, graph.zero(graph.type(value)));
  }
}

package io.parallax.lowering;

import static io.parallax.program.BinaryOperation.ADD;
import static io.parallax.program.BinaryOperation.OR;
import static io.parallax.program.BinaryOperation.SUBTRACT;
import static io.parallax.program.BinaryOperation.XOR;
import static io.parallax.program.Comparison.EQUAL;
import static io.parallax.program.Comparison.GREATER;
import static io.parallax.program.Comparison.LESS;
import static io.parallax.program.Comparison.NOT_EQUAL;
import static io.parallax.program.UnaryOperation.ABSOLUTE;
import static io.parallax.program.UnaryOperation.NEGATE;

import io.parallax.language.BasicFunction;
import io.parallax.language.ElementwiseFunction;
import io.parallax.language.MathFunction;
import io.parallax.mathematics.Mathematics;
import io.parallax.program.BinaryOperation;
import io.parallax.program.Graph;
import io.parallax.program.UnaryOperation;
import io.parallax.program.Value;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import java.util.List;

/// Elementwise functions as primitive operations.
///
/// A NaN has neither sign nor payload here, so a NaN is replaced by a number before its bits are
/// used.
final class FunctionLowering {
  private final Graph graph;

  FunctionLowering(Graph graph) {
    this.graph = graph;
  }

  /// The value of a function other than `fmod` of integers, which can fault.
  int lower(ElementwiseFunction function, List<Integer> x) {
    return switch (function) {
      case BasicFunction basic -> basic(basic, x);
      case MathFunction math -> Mathematics.node(graph, math, x);
    };
  }

  private int basic(BasicFunction function, List<Integer> x) {
    return switch (function) {
      case WHERE -> graph.select(x.get(0), x.get(1), x.get(2));
      case ABS -> type(x) == DataType.BOOL ? x.getFirst() : graph.unary(ABSOLUTE, x.getFirst());
      case SIGN -> sign(x.getFirst());
      case SQRT -> graph.unary(UnaryOperation.SQUARE_ROOT, x.getFirst());
      case FLOOR -> rounded(UnaryOperation.FLOOR, x.getFirst());
      case CEIL -> rounded(UnaryOperation.CEIL, x.getFirst());
      case ROUND ->
          x.size() == 1
              ? rounded(UnaryOperation.ROUND_EVEN, x.getFirst())
              : new DecimalLowering(graph).rounded(x.getFirst(), x.getLast());
      case TRUNC -> rounded(UnaryOperation.TRUNCATE, x.getFirst());
      case FMOD -> graph.binary(BinaryOperation.REMAINDER, x.get(0), x.get(1));
      case COPYSIGN -> copySign(x.get(0), x.get(1));
      case NEXTAFTER -> nextAfter(x.get(0), x.get(1));
      case MAXIMUM -> maximum(x.get(0), x.get(1));
      case MINIMUM -> minimum(x.get(0), x.get(1));
      case FMAX -> unlessNan(x.get(0), x.get(1), maximum(x.get(0), x.get(1)));
      case FMIN -> unlessNan(x.get(0), x.get(1), minimum(x.get(0), x.get(1)));
      case CLIP -> minimum(maximum(x.get(0), x.get(1)), x.get(2));
      case ISNAN -> graph.compare(NOT_EQUAL, x.getFirst(), x.getFirst());
      case ISFINITE -> isFinite(x.getFirst());
      case ISINF -> isInfinite(x.getFirst());
      case SIGNBIT -> isNegative(x.getFirst());
      case LOGICAL_AND -> graph.binary(BinaryOperation.AND, x.get(0), x.get(1));
      case LOGICAL_OR -> graph.binary(OR, x.get(0), x.get(1));
      case LOGICAL_XOR -> graph.binary(XOR, x.get(0), x.get(1));
      case LOGICAL_NOT -> graph.unary(UnaryOperation.NOT, x.getFirst());
      case BIT_COUNT -> bitCount(new Value(graph, x.getFirst())).node();
      case UNIFORM ->
          UniformLowering.of(new Value(graph, x.get(0)), new Value(graph, x.get(1))).node();
      case ISIN -> throw new IllegalArgumentException("isin is no elementwise work alone");
    };
  }

  private int sign(int x) {
    int zero = graph.zero(graph.type(x));
    int minusOne = graph.constant(graph.type(x), -1);
    int notPositive =
        graph.select(graph.compare(LESS, x, zero), minusOne, graph.binary(ADD, x, zero));
    return graph.select(
        graph.compare(GREATER, x, zero), graph.constant(graph.type(x), 1), notPositive);
  }

  private int rounded(UnaryOperation operation, int x) {
    return graph.type(x).isFloating() ? graph.unary(operation, x) : x;
  }

  private int maximum(int x, int y) {
    return graph.binary(graph.type(x) == DataType.BOOL ? OR : BinaryOperation.MAXIMUM, x, y);
  }

  private int minimum(int x, int y) {
    return graph.binary(
        graph.type(x) == DataType.BOOL ? BinaryOperation.AND : BinaryOperation.MINIMUM, x, y);
  }

  /// The one of x and y that is not NaN, or else what both give.
  private int unlessNan(int x, int y, int both) {
    int unlessX = graph.select(graph.compare(NOT_EQUAL, x, x), y, both);
    return graph.select(graph.compare(NOT_EQUAL, y, y), x, unlessX);
  }

  /// The bits of the magnitude, added in pairs, fours and bytes, and the bytes by a product
  /// (Warren, "Hacker's Delight", 2nd edition, section 5-1).
  private static Value bitCount(Value x) {
    boolean wide = x.type() == DataType.INT64;
    Value bits = x.magnitude();
    Value pairs = bits.minus(bits.shiftRight(1).and(pattern(wide, 0x5555555555555555L)));
    long evens = pattern(wide, 0x3333333333333333L);
    Value fours = pairs.and(evens).plus(pairs.shiftRight(2).and(evens));
    Value bytes = fours.plus(fours.shiftRight(4)).and(pattern(wide, 0x0f0f0f0f0f0f0f0fL));
    Value product = bytes.times(bytes.constant(pattern(wide, 0x0101010101010101L)));
    return product.shiftRight((wide ? Long.SIZE : Integer.SIZE) - Byte.SIZE);
  }

  /// The pattern in all 64 bits, or in 32.
  private static long pattern(boolean wide, long pattern) {
    return wide ? pattern : (int) pattern;
  }

  private int isFinite(int x) {
    return graph.type(x).isFloating()
        ? graph.compare(LESS, graph.unary(ABSOLUTE, x), infinity(graph.type(x)))
        : graph.compare(EQUAL, x, x);
  }

  private int isInfinite(int x) {
    return graph.type(x).isFloating()
        ? graph.compare(EQUAL, graph.unary(ABSOLUTE, x), infinity(graph.type(x)))
        : graph.compare(NOT_EQUAL, x, x);
  }

  private int infinity(DataType type) {
    return graph.constant(type, Double.POSITIVE_INFINITY);
  }

  private int isNegative(int x) {
    DataType type = graph.type(x);
    int number = type.isFloating() ? bitsUnlessNan(x) : x;
    return graph.compare(LESS, number, graph.zero(graph.type(number)));
  }

  /// The bits of x as an integer; the bits of 1 if x is NaN.
  private int bitsUnlessNan(int x) {
    DataType type = graph.type(x);
    int number = graph.select(graph.compare(NOT_EQUAL, x, x), graph.constant(type, 1), x);
    return graph.reinterpret(number, type == DataType.FLOAT32 ? DataType.INT32 : DataType.INT64);
  }

  private int copySign(int x, int y) {
    int magnitude = graph.unary(ABSOLUTE, x);
    return graph.select(isNegative(y), graph.unary(NEGATE, magnitude), magnitude);
  }

  /// One step in the integers that the bits are, away from zero where y lies there.
  private int nextAfter(int x, int y) {
    DataType type = graph.type(x);
    int zero = graph.zero(type);
    int bits = bitsUnlessNan(x);
    int inwards = graph.binary(XOR, graph.compare(LESS, x, y), graph.compare(GREATER, x, zero));
    int one = graph.constant(new Scalar(graph.type(bits), 1));
    int stepped =
        graph.select(inwards, graph.binary(SUBTRACT, bits, one), graph.binary(ADD, bits, one));
    int least = graph.constant(new Scalar(type, 1));
    int fromZero = graph.select(graph.compare(GREATER, y, zero), least, graph.unary(NEGATE, least));
    int moved =
        graph.select(graph.compare(EQUAL, x, zero), fromZero, graph.reinterpret(stepped, type));
    int next = graph.select(graph.compare(EQUAL, x, y), y, moved);
    int unordered =
        graph.binary(OR, graph.compare(NOT_EQUAL, x, x), graph.compare(NOT_EQUAL, y, y));
    return graph.select(unordered, graph.constant(type, Double.NaN), next);
  }

  private DataType type(List<Integer> operands) {
    return graph.type(operands.getFirst());
  }
}

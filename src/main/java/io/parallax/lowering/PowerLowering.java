package io.parallax.lowering;

import static io.parallax.program.BinaryOperation.ADD;
import static io.parallax.program.BinaryOperation.DIVIDE;
import static io.parallax.program.BinaryOperation.MULTIPLY;

import io.parallax.language.MathFunction;
import io.parallax.mathematics.Mathematics;
import io.parallax.program.Comparison;
import io.parallax.program.Graph;
import io.parallax.program.UnaryOperation;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntBinaryOperator;

/// `x ** y` with an exponent known before execution as cheaper operations.
///
/// For floats these exponents are −1, 0, ½, 1 and 2, whose powers are correctly rounded. For
/// integers they go up to [#MULTIPLIED]: any order of multiplication gives the same bits where they
/// wrap, and where they fault each intermediate product is no greater than the power.
final class PowerLowering {
  private static final int MULTIPLIED = 16;

  private final Graph graph;

  PowerLowering(Graph graph) {
    this.graph = graph;
  }

  int floatPower(int x, int y) {
    return graph
        .constantAt(y)
        .map(Scalar::asDouble)
        .map(exponent -> floatPower(x, exponent))
        .orElse(OptionalInt.empty())
        .orElseGet(() -> Mathematics.node(graph, MathFunction.POW, List.of(x, y)));
  }

  /// The power of integers, empty unless the exponent is a small constant.
  ///
  /// @param product makes the node of a product of two nodes
  OptionalInt integerPower(int x, int y, IntBinaryOperator product) {
    long exponent = graph.constantAt(y).map(Scalar::bits).orElse(-1L);
    boolean wouldHideFault = exponent == 0 && graph.canFault(x);
    return exponent < 0 || exponent > MULTIPLIED || wouldHideFault
        ? OptionalInt.empty()
        : OptionalInt.of(multiplied(x, (int) exponent, product));
  }

  private OptionalInt floatPower(int x, double exponent) {
    DataType type = graph.type(x);
    if ((exponent == 0 && !graph.canFault(x)) || exponent == 1 || exponent == 2) {
      return OptionalInt.of(
          multiplied(x, (int) exponent, (left, right) -> graph.binary(MULTIPLY, left, right)));
    }
    if (exponent == -1) {
      return OptionalInt.of(graph.binary(DIVIDE, graph.constant(type, 1), x));
    }
    return exponent == 0.5 ? OptionalInt.of(rootAsPower(x)) : OptionalInt.empty();
  }

  private int multiplied(int x, int exponent, IntBinaryOperator product) {
    if (exponent == 0) {
      return graph.constant(graph.type(x), 1);
    }
    int half = multiplied(x, exponent / 2, product);
    int square = exponent == 1 ? half : product.applyAsInt(half, half);
    return exponent % 2 == 0 ? square : product.applyAsInt(square, x);
  }

  /// The square root, but +0 of −0 and +∞ of −∞.
  private int rootAsPower(int x) {
    DataType type = graph.type(x);
    int withoutNegativeZero = graph.binary(ADD, x, graph.zero(type));
    int root = graph.unary(UnaryOperation.SQUARE_ROOT, withoutNegativeZero);
    int isLowest =
        graph.compare(Comparison.EQUAL, x, graph.constant(type, Double.NEGATIVE_INFINITY));
    return graph.select(isLowest, graph.constant(type, Double.POSITIVE_INFINITY), root);
  }
}

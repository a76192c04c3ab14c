package io.parallax.language;

import io.parallax.error.ErrorCode;
import io.parallax.type.Shape;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Shapes of operations on several operands.
record Broadcasting(Source source) {
  /// The shape all broadcast to; `offset` is the operation's.
  Shape shape(List<Expression> operands, int offset) {
    Shape result = Shape.SCALAR;
    for (Expression operand : operands) {
      result = broadcast(operands, result, operand.shape(), offset);
    }
    return result;
  }

  /// What to write where a reduction among the operands would fit with its dimensions kept.
  private static String onReduction(List<Expression> operands) {
    for (Expression operand : operands) {
      if (operand instanceof Expression.Reduce reduce && !reduce.keepDimensions()) {
        Shape kept = kept(reduce);
        if (operands.stream()
            .allMatch(each -> each == operand || each.shape().broadcast(kept).isPresent())) {
          String axes =
              reduce.axes().size() == 1
                  ? String.valueOf(reduce.axes().getFirst())
                  : reduce.axes().stream()
                      .map(String::valueOf)
                      .collect(Collectors.joining(", ", "(", ")"));
          return "; write "
              + reduce.function().label()
              + "(x, axis="
              + axes
              + ", keepdims=True) to keep the reduced dimension with extent 1";
        }
      }
    }
    return "";
  }

  private static Shape kept(Expression.Reduce reduce) {
    Shape extent =
        reduce.arguments().stream()
            .map(Expression::shape)
            .reduce(Shape.SCALAR, (left, right) -> left.broadcast(right).orElse(left));
    return new Shape(
        IntStream.range(0, extent.rank())
            .mapToObj(at -> reduce.axes().contains(at) ? Long.valueOf(1) : extent.extents().get(at))
            .toList());
  }

  /// The extent that aligns with a dimension of a broadcast shape of this rank.
  static long alignedExtent(Shape shape, int dimension, int rank) {
    int own = dimension - (rank - shape.rank());
    return own < 0 ? 1 : shape.extent(own);
  }

  private Shape broadcast(List<Expression> operands, Shape left, Shape right, int offset) {
    return left.broadcast(right)
        .orElseThrow(
            () ->
                agree(left, right)
                    ? source.error(
                        ErrorCode.TOO_LARGE,
                        offset,
                        "shapes " + left + " and " + right + " broadcast to too many elements")
                    : source.error(
                        ErrorCode.SHAPE_MISMATCH,
                        offset,
                        "shapes "
                            + left
                            + " and "
                            + right
                            + " do not broadcast together"
                            + onReduction(operands)));
  }

  private static boolean agree(Shape left, Shape right) {
    int rank = Math.max(left.rank(), right.rank());
    for (int dimension = 0; dimension < rank; dimension++) {
      long mine = alignedExtent(left, dimension, rank);
      long others = alignedExtent(right, dimension, rank);
      if (mine != others && mine != 1 && others != 1) {
        return false;
      }
    }
    return true;
  }
}

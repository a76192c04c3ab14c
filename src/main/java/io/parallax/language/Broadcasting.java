package io.parallax.language;

import io.parallax.error.ErrorCode;
import io.parallax.type.Shape;
import java.util.List;

/// Shapes of operations on several operands.
record Broadcasting(Source source) {
  /// The shape all broadcast to; `offset` is the operation's.
  Shape shape(List<Expression> operands, int offset) {
    Shape result = Shape.SCALAR;
    for (Expression operand : operands) {
      result = broadcast(result, operand.shape(), offset);
    }
    return result;
  }

  /// The extent that aligns with a dimension of a broadcast shape of this rank.
  static long alignedExtent(Shape shape, int dimension, int rank) {
    int own = dimension - (rank - shape.rank());
    return own < 0 ? 1 : shape.extent(own);
  }

  private Shape broadcast(Shape left, Shape right, int offset) {
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
                        "shapes " + left + " and " + right + " do not broadcast together"));
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

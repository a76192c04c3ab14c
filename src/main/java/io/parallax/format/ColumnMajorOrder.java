package io.parallax.format;

import io.parallax.type.Shape;

/// Goes through the elements of an array in column-major order, the first index fastest, and tells
/// each one's flat index in row-major order. Used once.
final class ColumnMajorOrder {
  private final long[] extents;
  private final long[] strides;
  private final long[] at;
  private long flat;

  ColumnMajorOrder(Shape shape) {
    int rank = shape.rank();
    extents = new long[rank];
    strides = new long[rank];
    at = new long[rank];
    long stride = 1;
    for (int dimension = rank - 1; dimension >= 0; dimension--) {
      extents[dimension] = shape.extent(dimension);
      strides[dimension] = stride;
      stride *= extents[dimension];
    }
  }

  /// The row-major index of the next element.
  long next() {
    long current = flat;
    for (int dimension = 0; dimension < extents.length; dimension++) {
      flat += strides[dimension];
      if (++at[dimension] < extents[dimension]) {
        break;
      }
      flat -= strides[dimension] * extents[dimension];
      at[dimension] = 0;
    }
    return current;
  }
}

package io.parallax.kernel.llvm;

/// The offsets, in elements, at which a loop's rows begin in its operands. Steps from row to row.
final class RowOffsets {
  private final long[] extents;
  private final long[][] strides;
  private final long[] index;
  private final long[] offsets;

  /// @param extents the extents of the dimensions that number the rows
  /// @param strides each operand's strides in these dimensions
  RowOffsets(long[] extents, long[][] strides, long firstRow) {
    this.extents = extents;
    this.strides = strides;
    index = new long[extents.length];
    offsets = new long[strides.length];
    long rest = firstRow;
    for (int dimension = extents.length - 1; dimension >= 0; dimension--) {
      move(dimension, rest % extents[dimension]);
      rest /= extents[dimension];
    }
  }

  /// The offset of the current row in an operand.
  long offset(int operand) {
    return offsets[operand];
  }

  void advance() {
    for (int dimension = index.length - 1; dimension >= 0; dimension--) {
      if (index[dimension] + 1 < extents[dimension]) {
        move(dimension, index[dimension] + 1);
        return;
      }
      move(dimension, 0);
    }
  }

  private void move(int dimension, long to) {
    long steps = to - index[dimension];
    for (int operand = 0; operand < offsets.length; operand++) {
      offsets[operand] += steps * strides[operand][dimension];
    }
    index[dimension] = to;
  }
}

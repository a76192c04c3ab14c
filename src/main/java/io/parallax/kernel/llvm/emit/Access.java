package io.parallax.kernel.llvm.emit;

import io.parallax.program.Loop;
import io.parallax.program.Operand;
import java.util.List;

/// How a row of a loop reads an operand.
public enum Access {
  /// The row reads consecutive elements.
  CONTIGUOUS,
  /// The row reads the same element at every position.
  SCALAR,
  /// The row reads elements in any other order; `runtime.ll` first copies them to a buffer.
  GATHERED;

  static Access of(Loop loop, Operand operand) {
    int rank = loop.extents().size();
    List<Long> extents = loop.extents().subList(rank - loop.rowRank(), rank);
    List<Long> strides = operand.strides().subList(rank - loop.rowRank(), rank);
    boolean scalar = true;
    for (int dimension = 0; dimension < extents.size(); dimension++) {
      scalar &= extents.get(dimension) == 1 || strides.get(dimension) == 0;
    }
    if (scalar) {
      return SCALAR;
    }
    return new Operand(operand.slot(), strides).isContiguous(extents) ? CONTIGUOUS : GATHERED;
  }
}

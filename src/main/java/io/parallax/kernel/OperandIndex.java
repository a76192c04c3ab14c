package io.parallax.kernel;

import io.parallax.program.Operand;
import java.util.List;

/// Index of the slot element that an [Operand] reads at each position of a loop.
public final class OperandIndex {
  private final long[] extents;
  private final long[] strides;
  private final boolean contiguous;

  /// @param extents the extents of the loop
  public OperandIndex(List<Long> extents, Operand operand) {
    this.extents = extents.stream().mapToLong(Long::longValue).toArray();
    this.strides = operand.strides().stream().mapToLong(Long::longValue).toArray();
    this.contiguous = operand.isContiguous(extents);
  }

  /// Index within the operand's slot.
  ///
  /// @param element flat position in the loop: row · inner + position
  public long at(long element) {
    if (contiguous) {
      return element;
    }
    long index = 0;
    long rest = element;
    for (int dimension = extents.length - 1; dimension >= 0; dimension--) {
      index += rest % extents[dimension] * strides[dimension];
      rest /= extents[dimension];
    }
    return index;
  }
}

package io.parallax.program;

import java.util.List;

/// How a [Loop] reads a slot: one stride, in elements, for each dimension of the loop's space (0
/// where the slot is broadcast).
public record Operand(int slot, List<Long> strides) {
  public Operand {
    strides = List.copyOf(strides);
  }

  /// Whether every position reads the same element.
  public boolean isScalar() {
    return strides.stream().allMatch(stride -> stride == 0);
  }

  /// Whether position p of the flat space reads element p.
  public boolean isContiguous(List<Long> extents) {
    long expected = 1;
    for (int dimension = extents.size() - 1; dimension >= 0; dimension--) {
      if (extents.get(dimension) != 1 && strides.get(dimension) != expected) {
        return false;
      }
      expected *= extents.get(dimension);
    }
    return true;
  }
}

package io.parallax.kernel.llvm.emit;

import io.parallax.type.DataType;

/// How many elements a kernel computes at a time: a multiple of 8, the accumulators of a reduction.
public final class LaneCount {
  /// Operations beyond which vectors are as short as can be, so that what does not fit the
  /// registers fits the stack. Up to here two vectors side by side hide the latency of one another:
  /// measured, a loop of 500 operations takes 40 ns an element, against 58 of short vectors.
  private static final int LONG = 500;

  private LaneCount() {}

  public static int of(LoopForm form) {
    if (form.operations().size() > LONG) {
      return 8;
    }
    boolean narrow =
        form.operations().stream()
                .noneMatch(operation -> operation.type().byteWidth() == Long.BYTES)
            && form.operations().stream().anyMatch(operation -> operation.type() != DataType.BOOL);
    return narrow ? 32 : 16;
  }
}

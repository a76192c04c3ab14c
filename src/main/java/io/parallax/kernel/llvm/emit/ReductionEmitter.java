package io.parallax.kernel.llvm.emit;

import io.parallax.program.Reduction;
import io.parallax.program.Sink;
import io.parallax.type.DataType;

/// Writes one reduction of a row, from its first vector to its state.
sealed interface ReductionEmitter permits LaneReduction, ExtremeReduction {
  /// The emitter of that reduction.
  ///
  /// @param ordinal of the reduction, to name its variables
  /// @param type of the reduced values
  static ReductionEmitter of(
      int ordinal, Sink.Reduce reduce, DataType type, Vectors vectors, IrText ir) {
    boolean extreme =
        reduce.reduction() == Reduction.MINIMUM || reduce.reduction() == Reduction.MAXIMUM;
    return extreme && type.isFloating()
        ? new ExtremeReduction(ordinal, reduce.reduction(), vectors, ir)
        : new LaneReduction(ordinal, reduce, type, vectors, ir);
  }

  /// Before a row.
  void start();

  /// Takes a vector of values.
  ///
  /// @param position the int64 position of the first
  /// @param takesPart the mask of those that count; empty: all do
  void update(String values, String position, String takesPart);

  /// After a row: merges the lanes as `((0+4)+(2+6)) + ((1+5)+(3+7))`, where that matters, and
  /// leaves the state.
  ///
  /// @param place where the three longs of an [io.parallax.kernel.Accumulator] go
  /// @param count how many elements took part, an `i64`
  void finish(String place, String count);
}

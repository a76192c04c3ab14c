package io.parallax.kernel.llvm.emit;

import io.parallax.program.Sink;
import io.parallax.type.DataType;

/// Writes one reduction of a row, from its first vector to its state.
sealed interface ReductionEmitter
    permits LaneReduction,
        ExtremeReduction,
        FloatSumReduction,
        FloatProductReduction,
        CheckedReduction {
  /// The emitter of a reduction.
  ///
  /// @param ordinal the number of the reduction, which is part of the names of its variables
  /// @param type the type of the reduced values
  static ReductionEmitter of(
      int ordinal, Sink.Reduce reduce, DataType type, Vectors vectors, IrText ir) {
    boolean floating = type.isFloating();
    return switch (reduce.reduction()) {
      case MINIMUM, MAXIMUM ->
          floating
              ? new ExtremeReduction(ordinal, reduce.reduction(), vectors, ir)
              : new LaneReduction(ordinal, reduce, type, vectors, ir);
      case SUM ->
          floating
              ? new FloatSumReduction(ordinal, vectors, ir)
              : new LaneReduction(ordinal, reduce, type, vectors, ir);
      case MEAN, MEAN_RESIDUAL ->
          floating
              ? new FloatSumReduction(ordinal, vectors, ir)
              : new CheckedReduction(ordinal, reduce.reduction(), vectors, ir);
      case PRODUCT ->
          floating
              ? new FloatProductReduction(ordinal, vectors, ir)
              : new LaneReduction(ordinal, reduce, type, vectors, ir);
      case CHECKED_SUM, CHECKED_PRODUCT ->
          new CheckedReduction(ordinal, reduce.reduction(), vectors, ir);
      case ARG_MINIMUM, ARG_MAXIMUM, ANY, ALL ->
          new LaneReduction(ordinal, reduce, type, vectors, ir);
    };
  }

  /// Writes the start of a row.
  void start();

  /// Writes the reduction of a vector of values.
  ///
  /// @param position the int64 position of the first value
  /// @param takesPart the mask of the values that take part; empty: all values do
  void update(String values, String position, String takesPart);

  /// Writes the end of a row: merges the lanes as `((0+4)+(2+6)) + ((1+5)+(3+7))`, where the order
  /// matters, and stores the state.
  ///
  /// @param place the address of the four longs of an [io.parallax.kernel.Accumulator]: first,
  ///   second, third, and count, which is negative where the reduction must be exact and this state
  ///   is not
  /// @param count the number of elements that took part, an `i64`
  void finish(String place, String count);
}

package io.parallax.kernel.block.loop;

/// Exact sums of float64 over consecutive elements of a block. Stateless.
///
/// The state is [#STATE_BYTES] bytes of doubles:
///
/// | at | doubles |
/// |---|---|
/// | 0 | [#PARTS] parts, whose exact sum is the sum of the elements of the last run |
/// | [#SCALE_AT] | the scale of the last run, 0 at first; see [VectorSumLoop] |
/// | [#SUMS_AT] | first parts of [#ROWS] rows |
/// | [#ERRORS_AT] | second parts of [#ROWS] rows |
public interface SumLoop extends ReduceLoop {
  /// The most parts of a sum.
  int PARTS = 4;

  /// The most rows that [#runRows] sums.
  int ROWS = 64;

  int SCALE_AT = PARTS * Double.BYTES;
  int SUMS_AT = 64;
  int ERRORS_AT = SUMS_AT + ROWS * Double.BYTES;
  int STATE_BYTES = ERRORS_AT + ROWS * Double.BYTES;

  @Override
  default int stateBytes() {
    return STATE_BYTES;
  }

  /// Sums the elements `from … from + count − 1`.
  ///
  /// @param count a multiple of [#lanes], at least 1
  /// @return whether the state's parts now have the exact sum; otherwise the parts mean nothing,
  ///   and the elements must be summed in another way
  @Override
  boolean run(Block block, int value, int mask, int from, int count, long state);

  /// Sums each of some neighbouring whole rows, all of whose elements take part.
  ///
  /// @param firstRow of the block's rows
  /// @param rowCount from 1 to [#ROWS]
  /// @return whether the state's rows now have the exact sums, of two parts each; otherwise the
  ///   rows mean nothing
  boolean runRows(Block block, int value, int firstRow, int rowCount, long state);
}

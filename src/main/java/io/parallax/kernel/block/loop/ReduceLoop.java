package io.parallax.kernel.block.loop;

/// One reduction over consecutive elements of a block. Stateless.
///
/// The state is [#lanes] values, followed by [#lanes] compensations, 8 bytes each. Lane k of a
/// reduction whose order matters is accumulator k of [io.parallax.program.Reduction]. A reduction
/// whose order does not matter may use more lanes.
public interface ReduceLoop {
  /// The number of accumulators that [io.parallax.program.Reduction] defines.
  int ACCUMULATORS = 8;

  /// The number of lanes, a multiple of 8.
  int lanes();

  /// Takes the elements `from … from + count − 1` into the state.
  ///
  /// @param mask a bool value that says which elements take part; ignored by a loop without a mask
  /// @param count a multiple of [#lanes]
  /// @param state the address of the state
  void run(Block block, int value, int mask, int from, int count, long state);
}

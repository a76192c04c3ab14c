package io.parallax.kernel.block.loop;

/// One reduction over consecutive elements of a block. Stateless.
///
/// The state is [#lanes] values and then as many compensations, 8 bytes each. Lane k of a reduction
/// whose order matters is accumulator k of [io.parallax.program.Reduction]; others may spread over
/// more lanes.
public interface ReduceLoop {
  /// As [io.parallax.program.Reduction] has them.
  int ACCUMULATORS = 8;

  /// A multiple of 8.
  int lanes();

  /// Takes elements `from … from + count − 1`.
  ///
  /// @param mask a bool value that says which elements take part; ignored by loops without one
  /// @param count a multiple of [#lanes]
  /// @param state its address
  void run(Block block, int value, int mask, int from, int count, long state);
}

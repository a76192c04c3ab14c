package io.parallax.kernel.block.loop;

/// One reduction over consecutive elements of a block. Stateless.
///
/// The state is vectors of [#lanes] longs or doubles, one vector after the other, but for sums of
/// float64 (see [SumLoop]):
///
/// | reduction | vectors |
/// |---|---|
/// | PRODUCT of float64 | mantissas; their errors; exponents (see [io.parallax.kernel.Accumulator]) |
/// | others | values |
///
/// Lane k of a product of floats is accumulator k of [io.parallax.program.Reduction]. The order of
/// other reductions does not matter, and they may use more lanes.
public interface ReduceLoop {
  /// The number of accumulators that [io.parallax.program.Reduction] defines.
  int ACCUMULATORS = 8;

  /// The most vectors of a state.
  int MOST_VECTORS = 3;

  /// The number of lanes, a power of two.
  int lanes();

  /// The bytes of the state, a multiple of the cache line.
  default int stateBytes() {
    return MOST_VECTORS * Long.BYTES * lanes();
  }

  /// Takes the elements `from … from + count − 1` into the state.
  ///
  /// @param mask a bool value that says which elements take part; ignored by a loop without a mask
  /// @param count a multiple of [#lanes]
  /// @param state the address of the state
  /// @return whether the state now has these elements, exactly where the reduction must be exact;
  ///   otherwise the state is as before, and the elements must be taken in another way
  boolean run(Block block, int value, int mask, int from, int count, long state);
}

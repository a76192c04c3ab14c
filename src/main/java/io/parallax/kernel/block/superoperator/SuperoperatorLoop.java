package io.parallax.kernel.block.superoperator;

import io.parallax.kernel.block.loop.Block;

/// The loop of a [Superoperator]. Stateless.
public interface SuperoperatorLoop {
  /// Computes at least [Block#count] and at most [Block#paddedCount] elements.
  ///
  /// @param values values of the block, by index: the inputs in order, then the outputs
  void run(Block block, int[] values);
}

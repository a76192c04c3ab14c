package io.parallax.kernel.vector;

import java.lang.foreign.MemorySegment;

/// Moves the values where a mask is true together. Stateless.
interface CompactLoop {
  /// Writes the kept elements of the block from `at` on. Of what follows them as many elements as
  /// the block has may be overwritten, counted from `at`.
  ///
  /// @return how many were kept
  int run(Block block, int value, int mask, MemorySegment target, long at);
}

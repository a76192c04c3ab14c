package io.parallax.kernel.block.loop;

/// Moves the values where a mask is true together. Stateless.
public interface CompactLoop {
  /// Writes the kept elements of the block to the address `target`. Of what follows them as many
  /// elements as the block has may be overwritten, counted from there.
  ///
  /// @return how many were kept
  int run(Block block, int value, int mask, long target);
}

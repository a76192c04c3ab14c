package io.parallax.kernel.block.loop;

/// Moves the values whose mask is true together. Stateless.
public interface CompactLoop {
  /// Writes the kept elements of the block to the address `target`. The loop may overwrite as many
  /// elements from `target` on as the block has.
  ///
  /// @return the number of kept elements
  int run(Block block, int value, int mask, long target);
}

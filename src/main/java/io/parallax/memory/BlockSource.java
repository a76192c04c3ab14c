package io.parallax.memory;

/// The place that blocks come from. Thread safe; compared by identity.
interface BlockSource {
  /// Memory of this process alone.
  BlockSource PRIVATE = MemoryBlock::open;

  /// Opens a new block, contents undefined, 64-byte aligned.
  ///
  /// @throws OutOfMemoryError when there is no memory
  MemoryBlock open(long bytes);
}

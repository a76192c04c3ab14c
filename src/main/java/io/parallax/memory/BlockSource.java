package io.parallax.memory;

/// Where blocks come from. Thread safe; compared by identity.
interface BlockSource {
  /// Memory of this process alone.
  BlockSource PRIVATE = MemoryBlock::open;

  /// A new block, contents undefined, 64-byte aligned.
  ///
  /// @throws OutOfMemoryError when there is none
  MemoryBlock open(long bytes);
}

package io.parallax.memory;

/// The place that blocks come from. Thread safe; compared by identity.
public interface BlockSource {
  /// Memory of this process alone.
  BlockSource PRIVATE = MemoryBlock::open;

  /// Opens a new block, contents undefined, 64-byte aligned.
  ///
  /// @throws OutOfMemoryError when there is no memory
  /// @throws io.parallax.error.ComputeException with the source's own reason for a refusal
  MemoryBlock open(long bytes);
}

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

  /// The size of the block that so many bytes are taken from, at least `bytes`.
  default long blockBytes(long bytes) {
    return BlockPool.blockBytes(bytes);
  }

  /// Called before a budget of this source alone is charged: what the source itself has to count or
  /// may have to refuse.
  ///
  /// @throws io.parallax.error.ComputeException with the source's own reason for a refusal
  default void charge(long bytes) {}

  /// Called after bytes of [#charge] have been given back.
  default void uncharge(long bytes) {}
}

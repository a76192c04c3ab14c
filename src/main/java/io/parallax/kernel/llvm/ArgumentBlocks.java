package io.parallax.kernel.llvm;

import io.parallax.kernel.llvm.emit.ArgumentLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// Memory blocks for the arguments of calls. Blocks are reused: there are about as many as calls
/// that ran at the same time. A thread that calls again usually gets its previous block, without
/// contending with another thread.
final class ArgumentBlocks {
  /// The number of places for the blocks of recent threads; a power of two.
  private static final int NEAR = 64;

  private final AtomicReferenceArray<@Nullable MemorySegment> near =
      new AtomicReferenceArray<>(NEAR);
  private final ConcurrentLinkedQueue<MemorySegment> idle = new ConcurrentLinkedQueue<>();
  private final Arena arena;

  /// @param arena a shared arena that is open as long as blocks are used
  ArgumentBlocks(Arena arena) {
    this.arena = arena;
  }

  /// A block of [ArgumentLayout#BLOCK_BYTES]; its content is undefined.
  MemorySegment take() {
    MemorySegment block = near.getAndSet(place(), null);
    if (block == null) {
      block = idle.poll();
    }
    return block == null ? arena.allocate(ArgumentLayout.BLOCK_BYTES, Long.BYTES) : block;
  }

  void giveBack(MemorySegment block) {
    if (!near.compareAndSet(place(), null, block)) {
      idle.add(block);
    }
  }

  private static int place() {
    return (int) Thread.currentThread().threadId() & (NEAR - 1);
  }
}

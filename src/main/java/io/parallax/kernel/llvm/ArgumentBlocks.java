package io.parallax.kernel.llvm;

import io.parallax.kernel.llvm.emit.ArgumentLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// Memory for the arguments of calls, reused: there are about as many blocks as calls ran at a
/// time. A thread that calls again gets the block it had, as a rule, and meets no other thread.
final class ArgumentBlocks {
  /// A power of two.
  private static final int NEAR = 64;

  private final AtomicReferenceArray<@Nullable MemorySegment> near =
      new AtomicReferenceArray<>(NEAR);
  private final ConcurrentLinkedQueue<MemorySegment> idle = new ConcurrentLinkedQueue<>();
  private final Arena arena;

  /// @param arena a shared one, for as long as blocks are used
  ArgumentBlocks(Arena arena) {
    this.arena = arena;
  }

  /// A block of [ArgumentLayout#BLOCK_BYTES] with anything in it.
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

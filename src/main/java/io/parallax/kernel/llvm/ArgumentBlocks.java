package io.parallax.kernel.llvm;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Memory for the arguments of calls, reused: there are as many blocks as calls ran at a time.
final class ArgumentBlocks {
  private final ConcurrentLinkedQueue<MemorySegment> idle = new ConcurrentLinkedQueue<>();
  private final Arena arena;

  /// @param arena a shared one, for as long as blocks are used
  ArgumentBlocks(Arena arena) {
    this.arena = arena;
  }

  /// A block of [ArgumentLayout#BLOCK_BYTES] with anything in it.
  MemorySegment take() {
    MemorySegment block = idle.poll();
    return block == null ? arena.allocate(ArgumentLayout.BLOCK_BYTES, Long.BYTES) : block;
  }

  void giveBack(MemorySegment block) {
    idle.add(block);
  }
}

package io.parallax.array;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Memory of one size class with its own arena. Compared by identity.
final class Block {
  private final Arena arena;
  private final MemorySegment memory;

  private Block(Arena arena, MemorySegment memory) {
    this.arena = arena;
    this.memory = memory;
  }

  /// @throws OutOfMemoryError when the operating system refuses
  static Block open(long bytes) {
    Arena arena = Arena.ofShared();
    try {
      return new Block(arena, arena.allocate(bytes, NDArray.ALIGNMENT_BYTES));
    } catch (OutOfMemoryError refused) {
      arena.close();
      throw refused;
    }
  }

  MemorySegment memory() {
    return memory;
  }

  long byteSize() {
    return memory.byteSize();
  }

  /// Gives the memory back to the operating system. Costs a handshake with every thread of the JVM.
  void close() {
    arena.close();
  }
}

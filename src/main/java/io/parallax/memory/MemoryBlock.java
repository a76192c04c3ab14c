package io.parallax.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Memory of one size class. Compared by identity.
public final class MemoryBlock {
  private final BlockSource source;
  private final MemorySegment memory;
  private final Runnable release;

  /// @param memory beginning at a multiple of [Allocation#ALIGNMENT_BYTES]
  /// @param release gives the memory back to the operating system
  public MemoryBlock(BlockSource source, MemorySegment memory, Runnable release) {
    this.source = source;
    this.memory = memory;
    this.release = release;
  }

  /// Opens a block of this process's private memory, in an arena of its own.
  ///
  /// @throws OutOfMemoryError when the operating system refuses
  static MemoryBlock open(long bytes) {
    Arena arena = Arena.ofShared();
    try {
      MemorySegment memory =
          LargePages.suit(bytes)
              ? LargePages.allocate(bytes, arena)
              : arena.allocate(bytes, Allocation.ALIGNMENT_BYTES);
      return new MemoryBlock(BlockSource.PRIVATE, memory, arena::close);
    } catch (OutOfMemoryError refused) {
      arena.close();
      throw refused;
    }
  }

  BlockSource source() {
    return source;
  }

  MemorySegment memory() {
    return memory;
  }

  long byteSize() {
    return memory.byteSize();
  }

  /// Gives the memory back to the operating system. Costs a system call; private memory also costs
  /// a handshake with every thread of the JVM.
  void close() {
    release.run();
  }
}

package io.parallax.memory;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Keeps blocks of memory that are no longer used and hands them out again, uncleared, for the same
/// source and size class. Thread safe; blocks are opened and closed outside the lock.
///
/// A class gets its most recently used block, because the block's pages are in the caches. Room is
/// made by closing the block that has been idle the longest, of whatever class.
public final class BlockPool {
  /// The least size of a block; smaller arrays share a block (see [Reservation]).
  static final long LEAST_BLOCK_BYTES = 2048;

  private static final int STEPS_PER_DOUBLING = 4;

  private final long physicalLimitBytes;
  private final long idleLimitBytes;
  private final Map<BlockClass, Deque<MemoryBlock>> idleByClass = new HashMap<>();
  private final LinkedHashSet<MemoryBlock> idleByAge = new LinkedHashSet<>();
  private long idleBytes;
  private long usedBytes;

  private record BlockClass(BlockSource source, long bytes) {
    static BlockClass of(MemoryBlock block) {
      return new BlockClass(block.source(), block.byteSize());
    }
  }

  /// @param physicalLimitBytes used and idle blocks together stay below this as far as closing idle
  ///   blocks can achieve it; a block that is needed is never refused because of this limit
  /// @param idleLimitBytes idle blocks together stay at or below this
  BlockPool(long physicalLimitBytes, long idleLimitBytes) {
    this.physicalLimitBytes = physicalLimitBytes;
    this.idleLimitBytes = idleLimitBytes;
  }

  /// The size of the block that `bytes` are taken from. There are four classes to a doubling. From
  /// [#LEAST_BLOCK_BYTES] on, a block is less than a quarter larger than `bytes`.
  static long blockBytes(long bytes) {
    if (bytes <= LEAST_BLOCK_BYTES) {
      return LEAST_BLOCK_BYTES;
    }
    long step = Long.highestOneBit(bytes) / STEPS_PER_DOUBLING;
    return Math.multiplyExact(Math.ceilDiv(bytes, step), step);
  }

  /// A block of this process's private memory.
  MemoryBlock take(long bytes) {
    return take(BlockSource.PRIVATE, bytes);
  }

  /// A block of at least `bytes` bytes, contents undefined.
  ///
  /// @throws ComputeException MEMORY_EXHAUSTED when the source has no memory
  MemoryBlock take(BlockSource source, long bytes) {
    long blockBytes = source.blockBytes(bytes);
    List<MemoryBlock> displaced;
    synchronized (this) {
      usedBytes += blockBytes;
      MemoryBlock recycled = recycle(new BlockClass(source, blockBytes));
      if (recycled != null) {
        return recycled;
      }
      displaced = shrinkIdleTo(Math.max(0, physicalLimitBytes - usedBytes));
    }
    displaced.forEach(MemoryBlock::close);
    return open(source, blockBytes);
  }

  /// Takes back a block that no array uses any more.
  void give(MemoryBlock block) {
    List<MemoryBlock> displaced;
    synchronized (this) {
      usedBytes -= block.byteSize();
      idleByClass.computeIfAbsent(BlockClass.of(block), _ -> new ArrayDeque<>()).addLast(block);
      idleByAge.addLast(block);
      idleBytes += block.byteSize();
      displaced = shrinkIdleTo(idleLimitBytes);
    }
    displaced.forEach(MemoryBlock::close);
  }

  void releaseIdle() {
    List<MemoryBlock> displaced;
    synchronized (this) {
      displaced = shrinkIdleTo(0);
    }
    displaced.forEach(MemoryBlock::close);
  }

  synchronized long idleBytes() {
    return idleBytes;
  }

  synchronized long heldBytes() {
    return usedBytes + idleBytes;
  }

  private MemoryBlock open(BlockSource source, long blockBytes) {
    try {
      try {
        return source.open(blockBytes);
      } catch (OutOfMemoryError refused) {
        releaseIdle();
        return source.open(blockBytes);
      }
    } catch (ComputeException refused) {
      forget(blockBytes);
      throw refused;
    } catch (OutOfMemoryError refused) {
      forget(blockBytes);
      throw new ComputeException(
          ErrorCode.MEMORY_EXHAUSTED,
          "the machine has no " + ByteCount.text(blockBytes) + " of memory left at the moment",
          refused);
    }
  }

  /// Takes a block out of account that could not be opened.
  private synchronized void forget(long blockBytes) {
    usedBytes -= blockBytes;
  }

  private @Nullable MemoryBlock recycle(BlockClass wanted) {
    Deque<MemoryBlock> sameClass = idleByClass.get(wanted);
    MemoryBlock block = sameClass == null ? null : sameClass.pollLast();
    if (block != null) {
      idleByAge.remove(block);
      idleBytes -= wanted.bytes();
    }
    return block;
  }

  /// Takes the oldest idle blocks out until the rest fits; the caller closes them.
  private List<MemoryBlock> shrinkIdleTo(long bytes) {
    List<MemoryBlock> displaced = new ArrayList<>();
    while (idleBytes > bytes) {
      MemoryBlock oldest = idleByAge.removeFirst();
      Deque<MemoryBlock> sameClass = idleByClass.get(BlockClass.of(oldest));
      if (sameClass != null) {
        sameClass.pollFirst();
      }
      idleBytes -= oldest.byteSize();
      displaced.add(oldest);
    }
    return displaced;
  }
}

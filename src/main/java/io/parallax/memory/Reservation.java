package io.parallax.memory;

import io.parallax.error.ComputeException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/// A request's share of the [MemoryBudget] and the owner of the memory allocated from it: closing
/// the reservation frees all of it. Thread safe.
///
/// Allocations of [BlockPool#LEAST_BLOCK_BYTES] or less are placed one after the other in blocks of
/// [#SMALL_BLOCK_BYTES], which live as long as the reservation.
public final class Reservation implements AutoCloseable {
  /// The size of the blocks that small allocations share. When the next block is begun, at most
  /// [BlockPool#LEAST_BLOCK_BYTES] of the previous one are left over, so less than a quarter is
  /// wasted except in the last block.
  static final long SMALL_BLOCK_BYTES = 16 * 1024;

  private final MemoryBudget budget;
  private final BlockPool pool;
  private final Set<Allocation> live = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<MemoryBlock> smallBlocks = new ArrayList<>();
  private final List<Runnable> attached = new ArrayList<>();
  private BlockSource source;
  private MemorySegment smallRest = MemorySegment.NULL;
  private long bytes;
  private long allocatedBytes;
  private boolean closed;

  Reservation(MemoryBudget budget, BlockPool pool, long bytes) {
    this.budget = budget;
    this.pool = pool;
    this.source = budget.source();
    this.bytes = bytes;
  }

  /// The bytes that the budget is charged for this reservation.
  public synchronized long bytes() {
    return bytes;
  }

  /// Charges more bytes.
  ///
  /// @param additional rounded up to whole 64-byte lines
  /// @throws ComputeException TOO_LARGE when the reservation would exceed the whole limit,
  ///   MEMORY_EXHAUSTED when the bytes are not free now; the reservation then stays as it was
  public synchronized void grow(long additional) {
    requireOpen();
    bytes += budget.charge(bytes, additional);
  }

  /// Later allocations are placed in memory that other processes see, where the budget has shared
  /// memory; without shared memory the call changes nothing.
  public synchronized void share() {
    requireOpen();
    BlockSource shared = budget.sharedSource();
    if (shared != source) {
      source = shared;
      smallRest = MemorySegment.NULL;
    }
  }

  /// Has something closed when the reservation has been closed: what its owner uses besides the
  /// memory, such as a file that is mapped.
  public synchronized void attach(Runnable closing) {
    requireOpen();
    attached.add(closing);
  }

  /// Allocates memory within the reserved bytes, contents undefined. It costs
  /// [MemoryBudget#chargedBytes].
  ///
  /// @param byteCount 0 or more
  /// @throws IllegalStateException when fewer bytes are left
  /// @throws ComputeException MEMORY_EXHAUSTED when the machine itself has no memory left
  public synchronized Allocation allocate(long byteCount) {
    requireOpen();
    long charged = MemoryBudget.chargedBytes(byteCount);
    if (charged > bytes - allocatedBytes) {
      throw new IllegalStateException(
          "%d bytes are charged %d, but %d of the %d reserved are left"
              .formatted(byteCount, charged, bytes - allocatedBytes, bytes));
    }
    Allocation allocation = allocation(byteCount, charged);
    live.add(allocation);
    allocatedBytes += charged;
    return allocation;
  }

  /// Frees every allocation except `kept` and gives reserved bytes without an allocation back to
  /// the budget.
  public synchronized void keepOnly(Collection<Allocation> kept) {
    requireOpen();
    Set<Allocation> keeping = Collections.newSetFromMap(new IdentityHashMap<>());
    keeping.addAll(kept);
    List.copyOf(live).stream()
        .filter(allocation -> !keeping.contains(allocation))
        .forEach(this::free);
    shrink(bytes - allocatedBytes);
  }

  /// Frees an allocation and gives its charge back to the budget.
  public synchronized void release(Allocation allocation) {
    long before = allocatedBytes;
    free(allocation);
    shrink(before - allocatedBytes);
  }

  /// Frees every allocation and gives the whole charge back. Idempotent. No thread may still be
  /// using a segment of an allocation.
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      live.forEach(Allocation::invalidate);
      live.forEach(this::giveBack);
      smallBlocks.forEach(pool::give);
    } finally {
      live.clear();
      smallBlocks.clear();
      budget.closed(bytes);
      bytes = 0;
      attached.forEach(Runnable::run);
      attached.clear();
    }
  }

  /// Frees one allocation; does nothing if it is already free.
  synchronized void free(Allocation allocation) {
    if (live.remove(allocation)) {
      allocation.invalidate();
      allocatedBytes -= allocation.returnableBytes();
      giveBack(allocation);
    }
  }

  /// Gives reserved bytes without an allocation back to the budget.
  ///
  /// @param unneeded whole lines
  public synchronized void shrink(long unneeded) {
    requireOpen();
    if (unneeded > bytes - allocatedBytes) {
      throw new IllegalStateException(unneeded + " bytes are not free");
    }
    bytes -= unneeded;
    budget.uncharge(unneeded);
  }

  private Allocation allocation(long byteCount, long charged) {
    if (charged == 0) {
      return new Allocation(this, null, MemorySegment.NULL, 0);
    }
    if (charged <= BlockPool.LEAST_BLOCK_BYTES) {
      return new Allocation(this, null, small(charged).asSlice(0, byteCount), 0);
    }
    MemoryBlock block = pool.take(source, charged);
    return new Allocation(this, block, block.memory().asSlice(0, byteCount), charged);
  }

  private MemorySegment small(long charged) {
    if (smallRest.byteSize() < charged) {
      MemoryBlock block = pool.take(source, SMALL_BLOCK_BYTES);
      smallBlocks.add(block);
      smallRest = block.memory();
    }
    MemorySegment memory = smallRest.asSlice(0, charged);
    smallRest = smallRest.asSlice(charged);
    return memory;
  }

  private void giveBack(Allocation allocation) {
    MemoryBlock block = allocation.block();
    if (block != null) {
      pool.give(block);
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the reservation is closed");
    }
  }
}

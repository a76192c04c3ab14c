package io.parallax.array;

import io.parallax.error.ComputeException;
import io.parallax.type.ArrayType;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A request's share of the [MemoryBudget] and the owner of the arrays allocated from it: closing
/// it frees them all. Thread safe.
///
/// Arrays of [BlockPool#LEAST_BLOCK_BYTES] or less are laid side by side in blocks of
/// [#SMALL_BLOCK_BYTES], which live as long as the reservation.
public final class Reservation implements AutoCloseable {
  /// The size of the blocks that small arrays share. At most [BlockPool#LEAST_BLOCK_BYTES] of one
  /// are left over when the next is begun, so the waste is below a quarter but for the last one.
  static final long SMALL_BLOCK_BYTES = 16 * 1024;

  private final MemoryBudget budget;
  private final BlockPool pool;
  private final Map<NDArray, Allocation> live = new HashMap<>();
  private final List<Block> smallBlocks = new ArrayList<>();
  private BlockSource source = BlockSource.PRIVATE;
  private MemorySegment smallRest = MemorySegment.NULL;
  private long bytes;
  private long allocatedBytes;
  private boolean closed;

  /// Where an array stands.
  ///
  /// @param block the array's own, null in a shared block and for an array without elements
  /// @param returnableBytes what freeing the array makes available again
  private record Allocation(@Nullable Block block, MemorySegment memory, long returnableBytes) {}

  Reservation(MemoryBudget budget, BlockPool pool, long bytes) {
    this.budget = budget;
    this.pool = pool;
    this.bytes = bytes;
  }

  /// What the budget is charged for this reservation.
  public synchronized long bytes() {
    return bytes;
  }

  /// Charges more.
  ///
  /// @param additional rounded up to whole 64-byte lines
  /// @throws ComputeException TOO_LARGE when the reservation would exceed the whole limit,
  ///   MEMORY_EXHAUSTED when it is not free now; the reservation stays as it was
  public synchronized void grow(long additional) {
    requireOpen();
    bytes += budget.charge(bytes, additional);
  }

  /// Has arrays that are allocated from now on stand in memory that other processes see, where the
  /// budget has such; else does nothing.
  public synchronized void share() {
    requireOpen();
    BlockSource shared = budget.sharedSource();
    if (shared != source) {
      source = shared;
      smallRest = MemorySegment.NULL;
    }
  }

  /// An array within the reserved bytes, contents undefined. It costs [MemoryBudget#chargedBytes].
  ///
  /// @throws IllegalStateException when less is left
  /// @throws ComputeException MEMORY_EXHAUSTED when the machine itself has no memory left
  public synchronized NDArray allocate(ArrayType arrayType) {
    requireOpen();
    long charged = MemoryBudget.chargedBytes(arrayType);
    if (charged > bytes - allocatedBytes) {
      throw new IllegalStateException(
          "%s takes %d bytes, but %d of the %d reserved are left"
              .formatted(arrayType, charged, bytes - allocatedBytes, bytes));
    }
    Allocation allocation = allocation(charged);
    MemorySegment elements = allocation.memory().asSlice(0, arrayType.byteSize());
    NDArray array = new NDArray(arrayType, elements, this);
    live.put(array, allocation);
    allocatedBytes += charged;
    return array;
  }

  /// Frees every array but those, or but those whose views they are, and gives what nothing has
  /// back to the budget.
  public synchronized void keepOnly(Collection<NDArray> kept) {
    requireOpen();
    Set<NDArray> roots = Collections.newSetFromMap(new IdentityHashMap<>());
    kept.forEach(array -> roots.add(array.root()));
    List.copyOf(live.keySet()).stream().filter(array -> !roots.contains(array)).forEach(this::free);
    shrink(bytes - allocatedBytes);
  }

  /// Frees an array and gives its charge back to the budget.
  public synchronized void release(NDArray array) {
    long before = allocatedBytes;
    free(array);
    shrink(before - allocatedBytes);
  }

  /// Frees every array and gives the whole charge back. Idempotent. No thread may still be using a
  /// segment of one of the arrays.
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      live.keySet().forEach(NDArray::invalidate);
      live.values().forEach(this::giveBack);
      smallBlocks.forEach(pool::give);
    } finally {
      live.clear();
      smallBlocks.clear();
      budget.closed(bytes);
      bytes = 0;
    }
  }

  /// Frees one array; harmless when it is free already.
  synchronized void free(NDArray array) {
    Allocation allocation = live.remove(array);
    if (allocation != null) {
      array.invalidate();
      allocatedBytes -= allocation.returnableBytes();
      giveBack(allocation);
    }
  }

  /// Gives back reserved bytes that no array has.
  ///
  /// @param unneeded whole lines
  synchronized void shrink(long unneeded) {
    requireOpen();
    if (unneeded > bytes - allocatedBytes) {
      throw new IllegalStateException(unneeded + " bytes are not free");
    }
    bytes -= unneeded;
    budget.uncharge(unneeded);
  }

  private Allocation allocation(long charged) {
    if (charged == 0) {
      return new Allocation(null, MemorySegment.NULL, 0);
    }
    if (charged <= BlockPool.LEAST_BLOCK_BYTES) {
      return new Allocation(null, small(charged), 0);
    }
    Block block = pool.take(source, charged);
    return new Allocation(block, block.memory(), charged);
  }

  private MemorySegment small(long charged) {
    if (smallRest.byteSize() < charged) {
      Block block = pool.take(source, SMALL_BLOCK_BYTES);
      smallBlocks.add(block);
      smallRest = block.memory();
    }
    MemorySegment memory = smallRest.asSlice(0, charged);
    smallRest = smallRest.asSlice(charged);
    return memory;
  }

  private void giveBack(Allocation allocation) {
    if (allocation.block() != null) {
      pool.give(allocation.block());
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the reservation is closed");
    }
  }
}

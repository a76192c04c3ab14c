package io.parallax.memory;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// Memory of a [Reservation], 64-byte aligned, contents undefined until written. Compared by
/// identity.
///
/// Several threads may read and write different bytes at the same time. The reservation owns the
/// memory: closing either frees it.
public final class Allocation implements AutoCloseable {
  /// Every allocation begins at a multiple of this many bytes and is charged in multiples of it.
  public static final int ALIGNMENT_BYTES = 64;

  private final Reservation owner;
  private final @Nullable MemoryBlock block;
  private final MemorySegment segment;
  private final long returnableBytes;
  private volatile boolean closed;

  /// @param block the block of this allocation alone; null in a shared block and without bytes
  /// @param returnableBytes bytes of the reservation that become available again when this is freed
  Allocation(
      Reservation owner, @Nullable MemoryBlock block, MemorySegment segment, long returnableBytes) {
    this.owner = owner;
    this.block = block;
    this.segment = segment;
    this.returnableBytes = returnableBytes;
  }

  /// Exactly the bytes asked for, valid until the allocation is closed. A segment that is kept
  /// longer reads and overwrites the memory of other requests.
  ///
  /// @throws IllegalStateException when the allocation is closed
  public MemorySegment segment() {
    requireOpen();
    return segment;
  }

  public long byteSize() {
    return segment.byteSize();
  }

  /// Refuses a closed allocation.
  ///
  /// @throws IllegalStateException when the allocation is closed
  public void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the memory is closed");
    }
  }

  /// Frees the memory before the reservation ends and makes its bytes available to the reservation
  /// again. Idempotent. No thread may still be using the segment.
  @Override
  public void close() {
    owner.free(this);
  }

  @Nullable MemoryBlock block() {
    return block;
  }

  long returnableBytes() {
    return returnableBytes;
  }

  /// Makes every later access fail.
  void invalidate() {
    closed = true;
  }
}

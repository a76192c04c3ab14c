package io.parallax.memory;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;

/// The off-heap memory that all requests share. Thread safe.
///
/// Memory is charged when it is reserved, in whole 64-byte lines, before anything is allocated; the
/// sum of all live reservations never exceeds the limit. What is held from the operating system may
/// exceed it by a quarter (see the package's text), which whoever sets the limit of a container
/// must allow for.
public final class MemoryBudget {
  /// No limit may be greater, so that sums of a few sizes within it cannot overflow.
  public static final long GREATEST_LIMIT_BYTES = 1L << 60;

  private final long limitBytes;
  private final BlockPool pool;
  private final BlockSource sharedSource;
  private long inUseBytes;
  private long peakBytes;
  private long rejectionCount;
  private int reservationCount;

  /// A budget that keeps up to the whole limit in idle blocks.
  public MemoryBudget(long limitBytes) {
    this(limitBytes, limitBytes);
  }

  /// @param limitBytes what all live reservations together may have, known to callers as
  ///   `memoryBytes`
  /// @param idleLimitBytes what may be kept in blocks that no array uses
  public MemoryBudget(long limitBytes, long idleLimitBytes) {
    this(limitBytes, idleLimitBytes, BlockSource.PRIVATE);
  }

  /// A budget that can place arrays where other processes see them.
  ///
  /// @param limitBytes what all live reservations together may have, wherever their arrays stand
  /// @param shared stays the caller's, and open as long as the budget is used
  public MemoryBudget(long limitBytes, SharedMemory shared) {
    this(limitBytes, limitBytes, shared.source());
  }

  private MemoryBudget(long limitBytes, long idleLimitBytes, BlockSource sharedSource) {
    if (limitBytes < 0 || limitBytes > GREATEST_LIMIT_BYTES || idleLimitBytes < 0) {
      throw new IllegalArgumentException("limits " + limitBytes + ", " + idleLimitBytes);
    }
    this.limitBytes = limitBytes;
    this.pool = new BlockPool(limitBytes + limitBytes / 4, idleLimitBytes);
    this.sharedSource = sharedSource;
  }

  /// The charge of an allocation: its bytes rounded up to whole 64-byte lines, 0 for none;
  /// [Long#MAX_VALUE], which no budget grants, when the charge exceeds a `long`.
  public static long chargedBytes(long byteCount) {
    try {
      return wholeLines(byteCount);
    } catch (ArithmeticException beyondLong) {
      return Long.MAX_VALUE;
    }
  }

  /// Charges memory; the caller closes the reservation.
  ///
  /// @param bytes rounded up to whole lines; 0 or more
  /// @throws ComputeException TOO_LARGE when more than the whole limit, MEMORY_EXHAUSTED when not
  ///   free now
  public Reservation reserve(long bytes) {
    long charged = charge(0, bytes);
    synchronized (this) {
      reservationCount++;
    }
    return new Reservation(this, pool, charged);
  }

  /// Charges more to a reservation that has `already`.
  ///
  /// @return what was charged: the bytes in whole lines
  synchronized long charge(long already, long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("negative size " + bytes);
    }
    long lines = bytes > GREATEST_LIMIT_BYTES ? Long.MAX_VALUE : wholeLines(bytes);
    if (lines > limitBytes - already) {
      rejectionCount++;
      throw tooLarge(lines == Long.MAX_VALUE ? lines : already + lines);
    }
    if (lines > limitBytes - inUseBytes) {
      rejectionCount++;
      throw exhausted(lines);
    }
    inUseBytes += lines;
    peakBytes = Math.max(peakBytes, inUseBytes);
    return lines;
  }

  synchronized void uncharge(long lines) {
    inUseBytes -= lines;
  }

  synchronized void closed(long lines) {
    uncharge(lines);
    reservationCount--;
  }

  BlockSource sharedSource() {
    return sharedSource;
  }

  /// Frees the blocks that no array uses.
  public void releaseIdle() {
    pool.releaseIdle();
  }

  public long limitBytes() {
    return limitBytes;
  }

  /// What the live reservations are charged.
  public synchronized long inUseBytes() {
    return inUseBytes;
  }

  /// The greatest [#inUseBytes] there has been.
  public synchronized long peakBytes() {
    return peakBytes;
  }

  /// How often a reservation or its growth was refused.
  public synchronized long rejectionCount() {
    return rejectionCount;
  }

  /// Reservations not yet closed.
  public synchronized int reservationCount() {
    return reservationCount;
  }

  /// Bytes of the blocks kept for reuse.
  public long idleBytes() {
    return pool.idleBytes();
  }

  /// Bytes held from the operating system, idle blocks included.
  public long heldBytes() {
    return pool.heldBytes();
  }

  private static long wholeLines(long bytes) {
    return Math.multiplyExact(
        Math.ceilDiv(bytes, (long) Allocation.ALIGNMENT_BYTES), (long) Allocation.ALIGNMENT_BYTES);
  }

  private ComputeException tooLarge(long lines) {
    return new ComputeException(
        ErrorCode.TOO_LARGE,
        "the request's arrays take %s, more than the limit memoryBytes of %s; send fewer or smaller"
                .formatted(ByteCount.text(lines), ByteCount.text(limitBytes))
            + " arrays");
  }

  private ComputeException exhausted(long lines) {
    return new ComputeException(
        ErrorCode.MEMORY_EXHAUSTED,
        "%s are needed and %s of the limit memoryBytes of %s are free now"
            .formatted(
                ByteCount.text(lines),
                ByteCount.text(limitBytes - inUseBytes),
                ByteCount.text(limitBytes)));
  }
}

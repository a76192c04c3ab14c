package io.parallax.memory;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;

/// The off-heap memory that all requests share. Thread safe.
///
/// Memory is charged when it is reserved, in whole 64-byte lines, before anything is allocated. The
/// sum of all live reservations never exceeds the limit. The memory held from the operating system
/// may exceed the limit by a quarter (see the package's text); the limit of a container must allow
/// for this.
public final class MemoryBudget {
  /// The greatest limit allowed, so that sums of a few sizes within it cannot overflow.
  public static final long GREATEST_LIMIT_BYTES = 1L << 60;

  private final long limitBytes;
  private final BlockPool pool;
  private final BlockSource source;
  private final BlockSource sharedSource;
  private long inUseBytes;
  private long peakBytes;
  private long rejectionCount;
  private int reservationCount;
  private volatile Runnable reclaiming = () -> {};

  /// A budget that keeps up to the whole limit in idle blocks.
  public MemoryBudget(long limitBytes) {
    this(limitBytes, limitBytes);
  }

  /// @param limitBytes the most bytes of all live reservations together, known to callers as
  ///   `memoryBytes`
  /// @param idleLimitBytes the most bytes kept in blocks that no array uses
  public MemoryBudget(long limitBytes, long idleLimitBytes) {
    this(limitBytes, idleLimitBytes, BlockSource.PRIVATE, BlockSource.PRIVATE);
  }

  /// A budget that can place arrays in memory that other processes see.
  ///
  /// @param limitBytes the most bytes of all live reservations together, wherever their arrays are
  ///   placed
  /// @param shared remains the caller's, and must be open as long as the budget is used
  public MemoryBudget(long limitBytes, SharedMemory shared) {
    this(limitBytes, limitBytes, BlockSource.PRIVATE, shared.source());
  }

  /// A budget whose arrays are all placed in blocks of a source, none of which is kept for reuse.
  /// The source is asked before each charge.
  ///
  /// @param limitBytes the most bytes of all live reservations together
  public MemoryBudget(long limitBytes, BlockSource source) {
    this(limitBytes, 0, source, source);
  }

  private MemoryBudget(
      long limitBytes, long idleLimitBytes, BlockSource source, BlockSource sharedSource) {
    if (limitBytes < 0 || limitBytes > GREATEST_LIMIT_BYTES || idleLimitBytes < 0) {
      throw new IllegalArgumentException("limits " + limitBytes + ", " + idleLimitBytes);
    }
    this.limitBytes = limitBytes;
    this.pool = new BlockPool(limitBytes + limitBytes / 4, idleLimitBytes);
    this.source = source;
    this.sharedSource = sharedSource;
  }

  /// The bytes that an allocation is charged: its bytes rounded up to whole 64-byte lines, 0 for
  /// none; [Long#MAX_VALUE], which no budget grants, when the charge exceeds a `long`.
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
  /// @throws ComputeException TOO_LARGE when `bytes` exceed the whole limit, MEMORY_EXHAUSTED when
  ///   they are not free now
  public Reservation reserve(long bytes) {
    long charged = charge(0, bytes);
    synchronized (this) {
      reservationCount++;
    }
    return new Reservation(this, pool, charged);
  }

  /// Has something called before a charge is refused because bytes are not free: it gives back what
  /// is charged only to save work. Then the charge is tried once more.
  ///
  /// @param action runs on the thread of the charge, with no lock of the budget; it must not take
  ///   memory
  public void whenExhausted(Runnable action) {
    reclaiming = action;
  }

  /// Charges `bytes` more to a reservation that has `already` bytes.
  ///
  /// @return the bytes charged, in whole lines
  long charge(long already, long bytes) {
    if (isExhausted(already, bytes)) {
      reclaiming.run();
    }
    return chargeNow(already, bytes);
  }

  private synchronized boolean isExhausted(long already, long bytes) {
    return bytes >= 0
        && bytes <= limitBytes - already
        && wholeLines(bytes) > limitBytes - inUseBytes;
  }

  private synchronized long chargeNow(long already, long bytes) {
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
    source.charge(lines);
    inUseBytes += lines;
    peakBytes = Math.max(peakBytes, inUseBytes);
    return lines;
  }

  synchronized void uncharge(long lines) {
    inUseBytes -= lines;
    source.uncharge(lines);
  }

  synchronized void closed(long lines) {
    uncharge(lines);
    reservationCount--;
  }

  /// The source of arrays that other processes need not see.
  BlockSource source() {
    return source;
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

  /// The bytes charged to the live reservations.
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

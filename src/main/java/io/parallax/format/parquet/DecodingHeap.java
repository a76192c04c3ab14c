package io.parallax.format.parquet;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.limit.Deadline;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// The heap that the Parquet files which are being read may take together. A file waits until its
/// share is free. Thread safe.
final class DecodingHeap {
  private static final int PART = 4;
  private static final int UNIT_BYTES = 1024;

  private final int units;
  private final Semaphore free;

  /// A quarter of the largest heap.
  DecodingHeap() {
    this(Runtime.getRuntime().maxMemory() / PART);
  }

  DecodingHeap(long limitBytes) {
    units = Math.clamp(limitBytes / UNIT_BYTES, 1, Integer.MAX_VALUE);
    free = new Semaphore(units, true);
  }

  long limitBytes() {
    return (long) units * UNIT_BYTES;
  }

  /// A part of the heap, given back when it is closed. For one thread.
  final class Share implements AutoCloseable {
    private int held;

    private Share(int held) {
      this.held = held;
    }

    /// Gives back what is not needed.
    ///
    /// @throws ComputeException TOO_LARGE when the share is less than is needed
    void keep(long bytes) {
      long needed = units(bytes);
      if (needed > held) {
        throw tooLarge(needed);
      }
      free.release(held - (int) needed);
      held = (int) needed;
    }

    @Override
    public void close() {
      free.release(held);
    }
  }

  /// Takes a part of the heap, or the whole where that is less; waits while it is not free. Who has
  /// a part never waits for another.
  ///
  /// @throws ComputeException DEADLINE_EXCEEDED, CANCELLED, and OVERLOADED when the thread is
  ///   interrupted
  Share take(long bytes, Deadline deadline) {
    int wanted = (int) Math.min(units, units(bytes));
    long leftNanos = Math.max(0, deadline.remainingNanos());
    try {
      if (!deadline.await(() -> free.tryAcquire(wanted, leftNanos, TimeUnit.NANOSECONDS))) {
        throw new ComputeException(
            ErrorCode.DEADLINE_EXCEEDED, "the time passed while the Parquet file waited for heap");
      }
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new ComputeException(ErrorCode.OVERLOADED, "the service is stopping", interruption);
    }
    return new Share(wanted);
  }

  private static long units(long bytes) {
    return Math.ceilDiv(bytes, (long) UNIT_BYTES);
  }

  private ComputeException tooLarge(long needed) {
    return new ComputeException(
        ErrorCode.TOO_LARGE,
        ("the Parquet file takes %d KiB of heap while it is read, more than the limit of %d KiB:"
                + " write smaller pages and fewer row groups")
            .formatted(needed, units));
  }
}

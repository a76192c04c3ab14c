package io.parallax.compute;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.limit.Deadline;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// The heap that all requests in work may take together for their texts, their programs and the
/// partial results of reductions ([HeapCost]). Without this budget, a few requests with the longest
/// texts at the same time would end the service, because its heap is small on purpose. Thread safe.
///
/// A request is first charged the most its texts can take, before they are read; it waits for its
/// turn. When its program is known, the charge is settled to what the program takes. A request that
/// holds a share never waits for another share.
@Component
public final class HeapBudget {
  /// The part of the largest heap that belongs to this budget. The rest is for connections ([a
  /// quarter][ io.parallax.http]), cached analyses, and the service itself. This part of a heap of
  /// 128 MiB is what the longest request takes.
  private static final double PART = 3.0 / 8;

  private static final int UNIT_BYTES = 1024;

  private final int units;
  private final Semaphore free;

  @Autowired
  HeapBudget() {
    this((long) (PART * Runtime.getRuntime().maxMemory()));
  }

  /// @param limitBytes rounded down to whole KiB
  HeapBudget(long limitBytes) {
    units = Math.clamp(limitBytes / UNIT_BYTES, 1, Integer.MAX_VALUE);
    free = new Semaphore(units, true);
  }

  /// The size of the budget. Callers know it as `planBytes`.
  public long limitBytes() {
    return (long) units * UNIT_BYTES;
  }

  /// The bytes that the open shares hold.
  public long inUseBytes() {
    return limitBytes() - (long) free.availablePermits() * UNIT_BYTES;
  }

  /// Charges the most heap that reading and lowering the request can take, or the whole budget if
  /// the budget is less. Waits for other requests in order of arrival.
  ///
  /// @param beforeWaiting run once if the request has to wait; gives back everything that the
  ///   requests it waits for may need
  /// @return to be closed when the texts and the program are not needed any more
  /// @throws ComputeException DEADLINE_EXCEEDED when the time passes while waiting, CANCELLED when
  ///   the request is given up, OVERLOADED when the thread is interrupted
  public Share reserve(ComputeRequest request, Deadline deadline, Runnable beforeWaiting) {
    int charged = (int) Math.min(units, wholeUnits(HeapCost.most(request)));
    try {
      if (!free.tryAcquire(charged, 0, TimeUnit.NANOSECONDS)) {
        beforeWaiting.run();
        await(charged, deadline);
      }
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new ComputeException(ErrorCode.OVERLOADED, "the service is stopping", interruption);
    }
    return new Share(charged);
  }

  private void await(int charged, Deadline deadline) throws InterruptedException {
    long leftNanos = Math.max(0, deadline.remainingNanos());
    if (!deadline.await(() -> free.tryAcquire(charged, leftNanos, TimeUnit.NANOSECONDS))) {
      throw new ComputeException(
          ErrorCode.DEADLINE_EXCEEDED,
          "the time passed while the request waited for the heap to read its texts");
    }
  }

  private static long wholeUnits(long bytes) {
    return Math.ceilDiv(bytes, (long) UNIT_BYTES);
  }

  /// The heap that one request is charged. For one thread at a time; closing it again does nothing.
  public final class Share implements AutoCloseable {
    private int held;

    private Share(int held) {
      this.held = held;
    }

    /// Changes the charge to `bytes`. Does not wait.
    ///
    /// @throws ComputeException TOO_LARGE when `bytes` exceed the whole budget, MEMORY_EXHAUSTED
    ///   when they are not free now; the share then stays as it was
    void settle(long bytes) {
      long wanted = wholeUnits(bytes);
      if (wanted > units) {
        throw new ComputeException(
            ErrorCode.TOO_LARGE,
            "the request's program and the partial results of its reductions take %d KiB of heap,"
                    .formatted(wanted)
                + " more than the limit planBytes of %d KiB; ask for fewer reductions at a time"
                    .formatted(units));
      }
      if (wanted <= held) {
        free.release(held - (int) wanted);
      } else if (!free.tryAcquire((int) wanted - held)) {
        throw new ComputeException(
            ErrorCode.MEMORY_EXHAUSTED,
            "%d KiB of heap are needed and %d KiB of the limit planBytes of %d KiB are free now"
                .formatted(wanted - held, free.availablePermits(), units));
      }
      held = (int) wanted;
    }

    /// Gives back what the share holds beyond `bytes`.
    public void keepAtMost(long bytes) {
      int kept = (int) Math.min(held, wholeUnits(bytes));
      free.release(held - kept);
      held = kept;
    }

    @Override
    public void close() {
      free.release(held);
      held = 0;
    }
  }
}

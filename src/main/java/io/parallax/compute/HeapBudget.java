package io.parallax.compute;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.limit.Deadline;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// The heap that all requests in work may take together for their texts, their programs and the
/// partial results of reductions ([HeapCost]). Without it a few requests of the longest texts at
/// the same time would end the service, which has a small heap on purpose. Thread safe.
///
/// A request is charged the most its texts can come to before they are read, and waits for its
/// turn; when its program is known, what that takes. Who holds a share never waits for another one.
@Component
public final class HeapBudget {
  /// Of the largest heap, the part for this; the rest is for connections ([a quarter][
  /// io.parallax.http]), readings kept for later, and the service itself. Of a heap of 128 MiB it
  /// is what the longest request takes.
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

  /// Known to callers as `planBytes`.
  public long limitBytes() {
    return (long) units * UNIT_BYTES;
  }

  /// What the open shares have.
  public long inUseBytes() {
    return limitBytes() - (long) free.availablePermits() * UNIT_BYTES;
  }

  /// Charges the most that reading and lowering the request can take, or the whole budget if that
  /// is less, after waiting for others in order of arrival.
  ///
  /// @param beforeWaiting run once where it has to wait; gives back whatever those may need that it
  ///   waits for
  /// @return to be closed when texts and program are not needed any more
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

  /// What one request is charged. For one thread at a time; closing it again does nothing.
  public final class Share implements AutoCloseable {
    private int held;

    private Share(int held) {
      this.held = held;
    }

    /// Charges so much instead of what it had. Does not wait.
    ///
    /// @throws ComputeException TOO_LARGE when that is more than the whole budget, MEMORY_EXHAUSTED
    ///   when it is not free now; the share stays as it was
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

    /// Gives back what it has beyond so much.
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

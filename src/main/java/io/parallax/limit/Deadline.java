package io.parallax.limit;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import java.time.Duration;

/// The moment by which a request must be done, and the switch that gives the request up. Checked at
/// every morsel, at every block of a morsel in long loops of the vector engine, and while bodies
/// are read. Thread safe.
public final class Deadline {
  private final long startNanos;
  private final long limitNanos;
  private final Cancellation cancellation;
  private final Runnable beforeWaiting;

  private Deadline(
      long startNanos, long limitNanos, Cancellation cancellation, Runnable beforeWaiting) {
    this.startNanos = startNanos;
    this.limitNanos = limitNanos;
    this.cancellation = cancellation;
    this.beforeWaiting = beforeWaiting;
  }

  /// A deadline that is `limit` after a start, which is a value of [System#nanoTime].
  public static Deadline after(long startNanos, Duration limit) {
    return after(startNanos, limit, new Cancellation());
  }

  /// A deadline that is `limit` after a start, with the switch of the request.
  public static Deadline after(long startNanos, Duration limit, Cancellation cancellation) {
    return new Deadline(startNanos, limit.toNanos(), cancellation, () -> {});
  }

  /// The same deadline for a thread that holds what others may need: it gives that back before it
  /// waits.
  ///
  /// @param action runs on the waiting thread at the start of each [#await]
  public Deadline beforeWaiting(Runnable action) {
    return new Deadline(startNanos, limitNanos, cancellation, action);
  }

  /// The same deadline, or an earlier one that is `limit` after the same start.
  public Deadline within(Duration limit) {
    long sooner = Math.min(limitNanos, limit.toNanos());
    return new Deadline(startNanos, sooner, cancellation, beforeWaiting);
  }

  /// Time left; zero or less when it has passed.
  public long remainingNanos() {
    return limitNanos - (System.nanoTime() - startNanos);
  }

  /// Makes every later [#check] fail.
  public void cancel() {
    cancellation.cancel("the caller gave the request up");
  }

  public boolean isOver() {
    return cancellation.isCancelled() || remainingNanos() <= 0;
  }

  /// Waits on the calling thread, at most until the request is given up. The wait itself has to end
  /// when the time has passed.
  ///
  /// @throws ComputeException CANCELLED when the request has been given up
  /// @throws InterruptedException when something else interrupts the thread
  public <T> T await(Cancellation.Wait<T> wait) throws InterruptedException {
    beforeWaiting.run();
    return cancellation.await(wait);
  }

  /// Returns normally while there is time left.
  ///
  /// @throws ComputeException DEADLINE_EXCEEDED when the time has passed, CANCELLED when the
  ///   request has been given up
  public void check() {
    cancellation.check();
    if (remainingNanos() <= 0) {
      throw new ComputeException(
          ErrorCode.DEADLINE_EXCEEDED,
          "the request did not finish within " + Duration.ofNanos(limitNanos).toMillis() + " ms");
    }
  }
}

package io.parallax.executor;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/// The moment by which a request must be done, and the switch by which its caller gives it up.
/// Checked at every morsel, at every block of a morsel in long loops of the vector engine, and
/// while bodies are read. Thread safe.
public final class Deadline {
  private final long startNanos;
  private final long limitNanos;
  private final AtomicBoolean cancelled = new AtomicBoolean();

  private Deadline(long startNanos, Duration limit) {
    this.startNanos = startNanos;
    this.limitNanos = limit.toNanos();
  }

  /// A deadline so long after a start, which is a value of [System#nanoTime].
  public static Deadline after(long startNanos, Duration limit) {
    return new Deadline(startNanos, limit);
  }

  /// Time left; zero or less when it has passed.
  public long remainingNanos() {
    return limitNanos - (System.nanoTime() - startNanos);
  }

  /// Makes every later [#check] fail.
  public void cancel() {
    cancelled.set(true);
  }

  public boolean isOver() {
    return cancelled.get() || remainingNanos() <= 0;
  }

  /// Returns while there is time.
  ///
  /// @throws ComputeException DEADLINE_EXCEEDED when the time has passed or the caller gave up
  public void check() {
    if (isOver()) {
      String detail =
          cancelled.get()
              ? "the caller gave the request up"
              : "the request did not finish within "
                  + Duration.ofNanos(limitNanos).toMillis()
                  + " ms";
      throw new ComputeException(ErrorCode.DEADLINE_EXCEEDED, detail);
    }
  }
}

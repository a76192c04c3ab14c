package io.parallax.limit;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The switch that gives a request up, whatever the request is doing. A computation checks the
/// switch where it checks its [Deadline]; a wait is interrupted. Thread safe.
public final class Cancellation {
  private final Set<Thread> waiting = new HashSet<>();
  private volatile @Nullable String reason;

  /// A wait that ends when its thread is interrupted.
  @FunctionalInterface
  public interface Wait<T> {
    T run() throws InterruptedException;
  }

  /// Gives the request up. Later calls do nothing.
  ///
  /// @param newReason a sentence for the caller, if the caller is still there
  /// @return whether this was the first call
  public synchronized boolean cancel(String newReason) {
    if (reason != null) {
      return false;
    }
    reason = newReason;
    waiting.forEach(Thread::interrupt);
    return true;
  }

  public boolean isCancelled() {
    return reason != null;
  }

  /// Returns normally while the request is not given up.
  ///
  /// @throws ComputeException CANCELLED
  public void check() {
    String known = reason;
    if (known != null) {
      throw new ComputeException(ErrorCode.CANCELLED, known);
    }
  }

  /// Waits on the calling thread, at most until the request is given up.
  ///
  /// @throws ComputeException CANCELLED when the request has been given up; the thread is then not
  ///   interrupted
  /// @throws InterruptedException for another interruption
  public <T> T await(Wait<T> wait) throws InterruptedException {
    begin();
    try {
      return wait.run();
    } catch (InterruptedException interruption) {
      check();
      throw interruption;
    } finally {
      end();
    }
  }

  private synchronized void begin() {
    check();
    waiting.add(Thread.currentThread());
  }

  /// Ends the wait. After this call the switch does not interrupt the thread any more, and any
  /// interruption by the switch has been cleared.
  private synchronized void end() {
    waiting.remove(Thread.currentThread());
    if (isCancelled()) {
      var _ = Thread.interrupted();
    }
  }
}

package io.parallax.limit;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The switch by which a request is given up, whatever it is at: computing looks at it where it
/// looks at its [Deadline], and waiting is interrupted. Thread safe.
public final class Cancellation {
  private final Set<Thread> waiting = new HashSet<>();
  private volatile @Nullable String reason;

  /// A wait that an interruption ends.
  @FunctionalInterface
  public interface Wait<T> {
    T run() throws InterruptedException;
  }

  /// Gives the request up. Later calls do nothing.
  ///
  /// @param newReason a sentence for the caller, if there still is one
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

  /// Returns as long as the request is wanted.
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
  /// @throws ComputeException CANCELLED when it has been; the thread is not interrupted then
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

  /// After this call the thread is not interrupted any more, and has not been for this reason.
  private synchronized void end() {
    waiting.remove(Thread.currentThread());
    if (isCancelled()) {
      var _ = Thread.interrupted();
    }
  }
}

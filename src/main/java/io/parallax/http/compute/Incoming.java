package io.parallax.http.compute;

import io.parallax.http.CompletionListener;
import jakarta.servlet.AsyncEvent;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A request and its body. A request whose body has to be waited for gives its thread back. It gets
/// another thread when the body has arrived or is known not to arrive. Thread safe.
final class Incoming implements CompletionListener {
  private final long arrivedNanos;
  private final ReceivedBody body;
  private long queuedNanos;
  private @Nullable Throwable failure;
  private boolean settled;
  private boolean abandoned;

  /// @param arrivedNanos a value of [System#nanoTime]
  /// @param queuedNanos the part of the time since then that was spent waiting for a thread
  Incoming(long arrivedNanos, long queuedNanos, ReceivedBody body) {
    this.arrivedNanos = arrivedNanos;
    this.queuedNanos = queuedNanos;
    this.body = body;
  }

  /// The received body, to be closed when it has been read.
  ///
  /// @throws IOException the reason why the body has not arrived, which may be any exception
  synchronized ReceivedBody body() throws IOException {
    switch (failure) {
      case null -> {
        return body;
      }
      case IOException known -> throw known;
      case RuntimeException known -> throw known;
      case Error known -> throw known;
      default -> throw new IOException(failure);
    }
  }

  long arrivedNanos() {
    return arrivedNanos;
  }

  synchronized long queuedNanos() {
    return queuedNanos;
  }

  /// Adds the time that the request waited for a thread after its body had arrived.
  synchronized void addQueuedNanos(long nanos) {
    queuedNanos += nanos;
  }

  /// Ends the wait for the body.
  ///
  /// @param problem why the body has not arrived; null when it has
  /// @return whether the request is still there
  synchronized boolean settle(@Nullable Throwable problem) {
    failure = problem;
    settled = true;
    if (failure != null || abandoned) {
      body.close();
    }
    return !abandoned;
  }

  /// The request is over, perhaps before its body was read or had arrived completely.
  @Override
  public synchronized void onComplete(AsyncEvent event) {
    abandoned = true;
    if (settled) {
      body.close();
    }
  }
}

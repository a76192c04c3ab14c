package io.parallax.http.compute;

import io.parallax.http.CompletionListener;
import jakarta.servlet.AsyncEvent;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A request and its body. One whose body has to be waited for gives its thread back and comes to
/// another when the body is there, or is known not to come. Thread safe.
final class Incoming implements CompletionListener {
  private final long arrivedNanos;
  private final ReceivedBody body;
  private long queuedNanos;
  private @Nullable Throwable failure;
  private boolean settled;
  private boolean abandoned;

  /// @param arrivedNanos a value of [System#nanoTime]
  /// @param queuedNanos of this, waiting for a thread
  Incoming(long arrivedNanos, long queuedNanos, ReceivedBody body) {
    this.arrivedNanos = arrivedNanos;
    this.queuedNanos = queuedNanos;
    this.body = body;
  }

  /// What has come, to be closed when it has been read.
  ///
  /// @throws IOException why it has not come, which may be any exception
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

  /// It came to a thread again, after waiting for it.
  synchronized void addQueuedNanos(long nanos) {
    queuedNanos += nanos;
  }

  /// Nothing more is waited for.
  ///
  /// @param problem why the body has not come; null when it has
  /// @return whether the request is still there
  synchronized boolean settle(@Nullable Throwable problem) {
    failure = problem;
    settled = true;
    if (failure != null || abandoned) {
      body.close();
    }
    return !abandoned;
  }

  /// The request is over, perhaps before its body was read or all there.
  @Override
  public synchronized void onComplete(AsyncEvent event) {
    abandoned = true;
    if (settled) {
      body.close();
    }
  }
}

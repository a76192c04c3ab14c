package io.parallax.http.compute;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.http.HttpProperties;
import io.parallax.http.Pace;
import io.parallax.http.problem.ProblemType;
import io.parallax.http.problem.RefusedException;
import io.parallax.limit.Cancellation;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;

/// A request's body while it arrives. Its length is bounded. It must arrive within bounded time
/// from its first read on, and never slower than [Pace] allows. A blocked read ends by the
/// connection's idle timeout. For one thread.
///
/// Throws TOO_LARGE past the length, [RefusedException] for a body that is late, slow or cut off,
/// and CANCELLED when the request is given up.
final class BoundedBody {
  private final ServletInputStream source;
  private final long announcedBytes;
  private final HttpProperties limits;
  private final Cancellation cancellation;
  private final Pace pace;
  private long receivedBytes;
  private long startNanos;
  private boolean started;
  private boolean ended;

  /// @param announcedBytes the body's length; -1 if the client has not announced it
  BoundedBody(
      ServletInputStream source,
      long announcedBytes,
      HttpProperties limits,
      Cancellation cancellation) {
    this.source = source;
    this.announcedBytes = announcedBytes;
    this.limits = limits;
    this.cancellation = cancellation;
    this.pace = new Pace(limits.slowest()::toBytes, limits.grace());
  }

  /// The bytes still to come if the client has announced the length, otherwise 0.
  long announcedBytes() {
    return Math.max(0, announcedBytes);
  }

  /// Whether the client has announced the length.
  boolean isAnnounced() {
    return announcedBytes >= 0;
  }

  /// The bytes to come of a body whose length the client has announced.
  long remainingBytes() {
    return announcedBytes - receivedBytes;
  }

  /// Whether the whole body has been read.
  boolean isAtEnd() {
    return ended || receivedBytes == announcedBytes;
  }

  /// Whether the next read may have to wait for the client.
  boolean mayBlock() throws IOException {
    return !isAtEnd() && source.available() == 0;
  }

  /// Reads some bytes, after waiting for them.
  ///
  /// @return the number of bytes; -1 at the end
  int read(byte[] target, int offset, int length) throws IOException {
    if (isAtEnd()) {
      return -1;
    }
    cancellation.check();
    checkTime();
    long beforeNanos = System.nanoTime();
    int count = receive(target, offset, length);
    ended = count < 0;
    receivedBytes += Math.max(0, count);
    if (receivedBytes > limits.body().toBytes()) {
      throw tooLarge(limits);
    }
    if (!pace.keeps(Math.max(0, count), System.nanoTime() - beforeNanos) && !isAtEnd()) {
      throw late("the body came at less than " + limits.slowest().toBytes() + " bytes a second");
    }
    return count;
  }

  /// The refusal of a body longer than it may be.
  static ComputeException tooLarge(HttpProperties limits) {
    return new ComputeException(
        ErrorCode.TOO_LARGE, "the body is longer than " + limits.body().toBytes() + " bytes");
  }

  private int receive(byte[] target, int offset, int length) {
    try {
      return source.read(target, offset, length);
    } catch (IOException failure) {
      cancellation.check();
      throw isTimeout(failure)
          ? late("nothing of the body arrived for " + limits.idleTimeout().toMillis() + " ms")
          : new RefusedException(
              ProblemType.BAD_REQUEST, "the body is cut off or not framed as announced");
    }
  }

  private void checkTime() {
    if (!started) {
      started = true;
      startNanos = System.nanoTime();
    }
    if (System.nanoTime() - startNanos > limits.bodyTimeout().toNanos()) {
      throw late("the body did not arrive within " + limits.bodyTimeout().toMillis() + " ms");
    }
  }

  private static RefusedException late(String detail) {
    return new RefusedException(ProblemType.BODY_TIMEOUT, detail);
  }

  private static boolean isTimeout(IOException failure) {
    return failure instanceof SocketTimeoutException
        || failure.getCause() instanceof SocketTimeoutException;
  }
}

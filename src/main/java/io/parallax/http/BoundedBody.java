package io.parallax.http;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.executor.Cancellation;
import io.parallax.http.problem.ProblemType;
import io.parallax.http.problem.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;

/// A request's body, of bounded length and arriving within bounded time from its first read on. A
/// blocked read ends by the connection's idle timeout. For one thread.
///
/// Throws TOO_LARGE past the length, [RefusedException] for a body that is late or cut off, and
/// CANCELLED when the request is given up.
final class BoundedBody extends InputStream {
  /// What is read ahead: most requests whole.
  private static final int AHEAD_BYTES = 16 * 1024;

  private final InputStream source;
  private final HttpLimits limits;
  private final Cancellation cancellation;
  private ByteBuffer ahead = ByteBuffer.allocate(0);
  private long receivedBytes;
  private long startNanos;
  private boolean started;

  BoundedBody(InputStream source, HttpLimits limits, Cancellation cancellation) {
    this.source = source;
    this.cancellation = cancellation;
    this.limits = limits;
  }

  /// Waits for the beginning of the body, or all of a short one, so that a client who is slow to
  /// send it does not yet hold a place in the service.
  void awaitBeginning() throws IOException {
    byte[] beginning = new byte[AHEAD_BYTES];
    int length = readNBytes(beginning, 0, AHEAD_BYTES);
    ahead = ByteBuffer.wrap(beginning, 0, length);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (ahead.hasRemaining()) {
      int count = Math.min(length, ahead.remaining());
      ahead.get(target, offset, count);
      return count;
    }
    checkTime();
    int count = receive(target, offset, length);
    receivedBytes += Math.max(0, count);
    if (receivedBytes > limits.body().toBytes()) {
      throw tooLarge(limits);
    }
    return count;
  }

  /// The refusal of a body longer than it may be.
  static ComputeException tooLarge(HttpLimits limits) {
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

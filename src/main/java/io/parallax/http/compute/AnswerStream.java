package io.parallax.http.compute;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.http.Pace;
import io.parallax.limit.Cancellation;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/// The body of a long answer on its way to a client. The client may be slow, but it must take the
/// answer in bounded time and never slower than [Pace] allows. What the writer encodes is collected
/// and sent in pieces; what comes in long pieces is sent from where it is. While a piece is sent,
/// the permit to encode is given back.
///
/// [#finish] sends the rest; flushing does nothing. When the request is given up, waiting for the
/// permit ends. For one thread.
final class AnswerStream extends OutputStream {
  private static final int PIECE_BYTES = 64 * 1024;

  private final OutputStream target;
  private final Duration timeout;
  private final Pace pace;
  private final Semaphore encoders;
  private final Cancellation cancellation;
  private final long startNanos = System.nanoTime();
  private final byte[] piece = new byte[PIECE_BYTES];
  private int collected;
  private boolean encoding;

  /// A stream that has no permit yet: [#begin] waits for one.
  AnswerStream(
      OutputStream target,
      Duration timeout,
      Pace pace,
      Semaphore encoders,
      Cancellation cancellation) {
    this.target = target;
    this.timeout = timeout;
    this.pace = pace;
    this.encoders = encoders;
    this.cancellation = cancellation;
  }

  /// Waits until the calling thread may encode.
  ///
  /// @throws ComputeException CANCELLED when the request is given up, OVERLOADED when the thread is
  ///   interrupted
  void begin() {
    try {
      encoding =
          cancellation.await(
              () -> {
                encoders.acquire();
                return true;
              });
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new ComputeException(ErrorCode.OVERLOADED, "the service is stopping", interruption);
    }
  }

  @Override
  public void write(int value) throws IOException {
    makeRoom();
    piece[collected++] = (byte) value;
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    int taken = 0;
    while (taken < length) {
      makeRoom();
      if (collected == 0 && length - taken >= PIECE_BYTES) {
        send(source, offset + taken, PIECE_BYTES);
        resume();
        taken += PIECE_BYTES;
        continue;
      }
      int some = Math.min(length - taken, PIECE_BYTES - collected);
      System.arraycopy(source, offset + taken, piece, collected, some);
      collected += some;
      taken += some;
    }
  }

  @Override
  public void flush() {}

  /// Sends what has been collected. Nothing may be written afterwards.
  void finish() throws IOException {
    if (collected > 0) {
      send(piece, 0, collected);
      collected = 0;
    }
  }

  /// Gives the permit back if the stream has it; sends nothing.
  @Override
  public void close() {
    if (encoding) {
      encoding = false;
      encoders.release();
    }
  }

  private void makeRoom() throws IOException {
    if (collected == PIECE_BYTES) {
      send(piece, 0, collected);
      collected = 0;
      resume();
    }
  }

  /// Waits until the calling thread may encode again.
  private void resume() throws IOException {
    try {
      begin();
    } catch (ComputeException failure) {
      throw new IOException(failure.detail(), failure);
    }
  }

  private void send(byte[] source, int offset, int length) throws IOException {
    close();
    long beforeNanos = System.nanoTime();
    target.write(source, offset, length);
    long nowNanos = System.nanoTime();
    if (nowNanos - startNanos > timeout.toNanos()) {
      throw new IOException("the client did not take the answer within " + timeout);
    }
    if (!pace.keeps(length, nowNanos - beforeNanos)) {
      throw new IOException("the client took the answer too slowly");
    }
  }
}

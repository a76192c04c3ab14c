package io.parallax.http;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/// An answer's body on its way to a client that may be slow, but not without end.
///
/// Flushing is left to the container, so that an answer that fits its buffer is sent in one piece
/// and with its length.
final class AnswerStream extends OutputStream {
  private final OutputStream target;
  private final Duration timeout;
  private final long startNanos = System.nanoTime();

  AnswerStream(OutputStream target, Duration timeout) {
    this.target = target;
    this.timeout = timeout;
  }

  @Override
  public void write(int value) throws IOException {
    checkTime();
    target.write(value);
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    checkTime();
    target.write(source, offset, length);
  }

  @Override
  public void flush() {}

  private void checkTime() throws IOException {
    if (System.nanoTime() - startNanos > timeout.toNanos()) {
      throw new IOException("the client did not take the answer within " + timeout);
    }
  }
}

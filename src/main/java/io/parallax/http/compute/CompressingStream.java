package io.parallax.http.compute;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/// Compresses an answer if it turns out to be long. Its first bytes are kept until there are more
/// of them than a limit, or until its end. Not thread safe.
///
/// [#finish] ends the answer. A stream that is closed without it sends nothing more, so that a part
/// of an answer does not look like a whole one.
final class CompressingStream extends OutputStream {
  /// In `kept`: the answer is longer than the limit.
  private static final int DECIDED = -1;

  private final Gate target;
  private final Opening opening;
  private final int limit;
  private byte[] first = new byte[0];
  private int kept;
  private OutputStream stream;

  /// @param limit the most bytes that are sent without looking whether to compress them
  CompressingStream(OutputStream target, int limit, Opening opening) {
    this.target = new Gate(target);
    this.opening = opening;
    this.limit = limit;
    this.stream = OutputStream.nullOutputStream();
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    if (isDecided()) {
      stream.write(source, offset, length);
    } else if (length <= limit - kept) {
      if (length > first.length - kept) {
        first = Arrays.copyOf(first, Math.min(limit, Math.max(2 * first.length, kept + length)));
      }
      System.arraycopy(source, offset, first, kept, length);
      kept += length;
    } else {
      stream = opening.open(target);
      stream.write(first, 0, kept);
      kept = DECIDED;
      stream.write(source, offset, length);
    }
  }

  private boolean isDecided() {
    return kept == DECIDED;
  }

  @Override
  public void flush() {}

  /// Sends the rest. Nothing may be written afterwards.
  void finish() throws IOException {
    if (!isDecided()) {
      target.write(first, 0, kept);
    }
    stream.close();
  }

  /// Frees what compressing takes.
  @Override
  public void close() throws IOException {
    target.shut = true;
    stream.close();
  }

  /// Decides what becomes of an answer that is longer than the limit.
  @FunctionalInterface
  interface Opening {
    /// Returns a stream to write the answer to: the target, or one that compresses.
    OutputStream open(OutputStream target) throws IOException;
  }

  /// Passes bytes on until it is shut. It is never closed, nor is its target.
  private static final class Gate extends FilterOutputStream {
    private boolean shut;

    private Gate(OutputStream target) {
      super(target);
    }

    @Override
    public void write(int value) throws IOException {
      if (!shut) {
        out.write(value);
      }
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
      if (!shut) {
        out.write(source, offset, length);
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}

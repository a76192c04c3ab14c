package io.parallax.http.compute;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.GZIPInputStream;

/// A body in gzip, whose members come one after another. At the end of a member the reader of the
/// JDK calls its own [#read(byte[], int, int)] for the next one.
///
/// The reader of the JDK takes whatever else follows a member for the end, and does not look for a
/// member where its source says that nothing is available. Here everything that follows must be
/// members.
///
/// Reading throws [java.io.EOFException] at an end within a member, [FollowedException] for
/// something after a member that is not a whole member's header, and [TooManyException].
final class GzipMembers extends GZIPInputStream {
  /// The most members of one body. For each empty one the JDK's reader calls itself once more, so
  /// their number must be bounded.
  static final int MOST = 100;

  private static final int BUFFER_BYTES = 8 * 1024;

  /// The checksum and the length after the compressed bytes of a member.
  private static final int TRAILER_BYTES = 8;

  private final Source source;
  private boolean reads;
  private int ended;

  /// The bytes that had been taken from the source when the decompressor was last given some.
  private long filledAt;

  GzipMembers(InputStream body) throws IOException {
    this(new Source(body));
  }

  private GzipMembers(Source source) throws IOException {
    super(source, BUFFER_BYTES);
    this.source = source;
  }

  @Override
  protected void fill() throws IOException {
    super.fill();
    filledAt = source.bytes;
  }

  @Override
  public int read(byte[] target, int offset, int count) throws IOException {
    if (reads) {
      return next(target, offset, count);
    }
    reads = true;
    try {
      int some = super.read(target, offset, count);
      if (some < 0) {
        requireEnd();
      }
      return some;
    } finally {
      reads = false;
    }
  }

  /// Requires that nothing follows the trailer of the last member.
  private void requireEnd() throws IOException {
    long following = inf.getRemaining() + source.bytes - filledAt;
    if (following != TRAILER_BYTES || source.available() > 0) {
      throw new FollowedException();
    }
  }

  private int next(byte[] target, int offset, int count) throws IOException {
    ended++;
    if (ended == MOST) {
      throw new TooManyException();
    }
    return super.read(target, offset, count);
  }

  /// After the last whole member comes something else.
  static final class FollowedException extends IOException {
    private static final long serialVersionUID = 1;

    private FollowedException() {
      super("something follows the last member");
    }
  }

  /// There are more than [#MOST] members.
  static final class TooManyException extends IOException {
    private static final long serialVersionUID = 1;

    private TooManyException() {
      super("too many members");
    }
  }

  /// The compressed bytes, counted. Something is available exactly where it is not at its end.
  private static final class Source extends FilterInputStream {
    private final PushbackInputStream body;
    private long bytes;

    private Source(InputStream body) {
      this(new PushbackInputStream(body));
    }

    private Source(PushbackInputStream body) {
      super(body);
      this.body = body;
    }

    @Override
    public int read() throws IOException {
      int value = body.read();
      bytes += value < 0 ? 0 : 1;
      return value;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
      int some = body.read(target, offset, count);
      bytes += Math.max(0, some);
      return some;
    }

    @Override
    public int available() throws IOException {
      int value = body.read();
      if (value < 0) {
        return 0;
      }
      body.unread(value);
      return 1;
    }
  }
}

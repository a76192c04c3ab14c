package io.parallax.http.compute;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.http.HttpProperties;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/// A body that was sent compressed, decompressed while it is read. What comes out is never stored,
/// and is bounded by the same limit as what was sent, so that a few bytes cannot become a body of
/// any length.
///
/// Throws MALFORMED_BODY for what is not gzip, and TOO_LARGE past the limit.
final class UnpackedBody extends InputStream {
  private static final int BUFFER_BYTES = 8 * 1024;

  /// The most members of one body. For each empty one gzip's reader calls itself once more, so
  /// their number must be bounded.
  static final int MOST_MEMBERS = 100;

  private final InputStream packed;
  private final HttpProperties limits;
  private long bytes;

  UnpackedBody(InputStream body, HttpProperties limits) {
    this.limits = limits;
    try {
      packed = new Members(body);
    } catch (IOException failure) {
      throw malformed();
    }
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int count) {
    int some;
    try {
      some = packed.read(target, offset, count);
    } catch (IOException failure) {
      throw malformed();
    }
    bytes += Math.max(0, some);
    if (bytes > limits.body().toBytes()) {
      throw BoundedBody.tooLarge(limits);
    }
    return some;
  }

  private static ComputeException malformed() {
    return new ComputeException(
        ErrorCode.MALFORMED_BODY,
        "the body is not gzip, is cut off, or has more than "
            + MOST_MEMBERS
            + " members, although the header Content-Encoding says gzip");
  }

  /// The members of a body one after another. At the end of a member the reader of the JDK calls
  /// its own [#read(byte[], int, int)] for the next one.
  private static final class Members extends GZIPInputStream {
    private boolean reads;
    private int ended;

    private Members(InputStream body) throws IOException {
      super(body, BUFFER_BYTES);
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
      if (reads) {
        return next(target, offset, count);
      }
      reads = true;
      try {
        return super.read(target, offset, count);
      } finally {
        reads = false;
      }
    }

    private int next(byte[] target, int offset, int count) throws IOException {
      ended++;
      if (ended == MOST_MEMBERS) {
        throw new IOException("too many members");
      }
      return super.read(target, offset, count);
    }
  }
}

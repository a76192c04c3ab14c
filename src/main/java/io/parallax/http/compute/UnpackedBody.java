package io.parallax.http.compute;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.http.HttpProperties;
import java.io.FilterInputStream;
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

  private final InputStream packed;
  private final HttpProperties limits;
  private long bytes;

  UnpackedBody(InputStream body, HttpProperties limits) {
    this.limits = limits;
    try {
      packed = new GZIPInputStream(new Members(body), BUFFER_BYTES);
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
        "the body is not gzip, or is cut off, although the header Content-Encoding says gzip");
  }

  /// A stream that always may have more, because gzip's reader looks for another member only then.
  private static final class Members extends FilterInputStream {
    private Members(InputStream body) {
      super(body);
    }

    @Override
    public int available() {
      return 1;
    }
  }
}

package io.parallax.http.compute;

import io.parallax.http.HttpProperties;
import java.io.IOException;
import java.io.InputStream;

/// A body that was sent compressed, decompressed while it is read. What comes out is never stored,
/// and is bounded by the same limit as what was sent, so that a few bytes cannot become a body of
/// any length. To be closed.
///
/// Throws MALFORMED_BODY for what is not compressed as told, and TOO_LARGE past a limit.
final class UnpackedBody extends InputStream {
  private final ContentCoding coding;
  private final InputStream unpacked;
  private final HttpProperties limits;
  private long bytes;

  UnpackedBody(InputStream packed, ContentCoding coding, HttpProperties limits) {
    this.coding = coding;
    this.limits = limits;
    try {
      unpacked = coding.open(packed);
    } catch (IOException failure) {
      throw coding.refusal(failure);
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
      some = unpacked.read(target, offset, count);
    } catch (IOException failure) {
      throw coding.refusal(failure);
    }
    bytes += Math.max(0, some);
    if (bytes > limits.body().toBytes()) {
      throw BoundedBody.tooLarge(limits);
    }
    return some;
  }

  @Override
  public void close() throws IOException {
    unpacked.close();
  }
}

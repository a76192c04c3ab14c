package io.parallax.http.compute;

import io.parallax.format.Sized;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Optional;

/// A body as a stream that waits for its bytes. Throws what [BoundedBody] throws. For one thread.
class ArrivingBody extends InputStream {
  private final BoundedBody body;
  private final Optional<MessageDigest> digest;

  private ArrivingBody(BoundedBody body, Optional<MessageDigest> digest) {
    this.body = body;
    this.digest = digest;
  }

  /// @param digest gets every byte that is read
  static ArrivingBody of(BoundedBody body, Optional<MessageDigest> digest) {
    return body.isAnnounced() ? new Announced(body, digest) : new ArrivingBody(body, digest);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int count) throws IOException {
    int some = body.read(target, offset, count);
    if (some > 0) {
      digest.ifPresent(each -> each.update(target, offset, some));
    }
    return some;
  }

  /// A body whose length the client has announced.
  private static final class Announced extends ArrivingBody implements Sized {
    private final BoundedBody body;

    private Announced(BoundedBody body, Optional<MessageDigest> digest) {
      super(body, digest);
      this.body = body;
    }

    @Override
    public long remaining() {
      return body.remainingBytes();
    }
  }
}

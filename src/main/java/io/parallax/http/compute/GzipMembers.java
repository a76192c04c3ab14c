package io.parallax.http.compute;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/// A body in gzip, whose members come one after another. At the end of a member the reader of the
/// JDK calls its own [#read(byte[], int, int)] for the next one.
final class GzipMembers extends GZIPInputStream {
  /// The most members of one body. For each empty one the JDK's reader calls itself once more, so
  /// their number must be bounded.
  static final int MOST = 100;

  private static final int BUFFER_BYTES = 8 * 1024;

  private boolean reads;
  private int ended;

  GzipMembers(InputStream body) throws IOException {
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
    if (ended == MOST) {
      throw new IOException("too many members");
    }
    return super.read(target, offset, count);
  }
}

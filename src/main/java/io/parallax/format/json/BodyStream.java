package io.parallax.format.json;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.limit.Deadline;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A body on its way to the parser. Checks that the bytes are UTF-8 and arrive before the deadline.
///
/// The deadline is checked after every read, so a body that arrives byte by byte ends with it, too.
/// Exceptions of the wrapped stream pass to the caller.
final class BodyStream extends FilterInputStream {
  private final Deadline deadline;
  private final Utf8Check utf8 = new Utf8Check();
  private long position;

  BodyStream(InputStream body, Deadline deadline) {
    super(body);
    this.deadline = deadline;
  }

  @Override
  public int read() throws IOException {
    byte[] single = new byte[1];
    return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    deadline.check();
    if (count < 0) {
      if (utf8.isIncomplete()) {
        throw notUtf8(position);
      }
      return count;
    }
    int invalid = utf8.firstInvalid(buffer, offset, offset + count);
    if (invalid >= 0) {
      throw notUtf8(position + invalid - offset);
    }
    position += count;
    return count;
  }

  private static ComputeException notUtf8(long bytePosition) {
    return new ComputeException(
        ErrorCode.MALFORMED_BODY,
        "the body is not valid UTF-8 at byte " + bytePosition + ", counted from 0");
  }
}

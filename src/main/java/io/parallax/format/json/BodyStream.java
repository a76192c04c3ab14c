package io.parallax.format.json;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.limit.Deadline;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// A body on its way to the parser. Checks that the bytes are UTF-8 and arrive before the deadline.
///
/// The deadline is checked after every read, so a body that arrives byte by byte ends with it, too.
/// Exceptions of the wrapped stream pass to the caller.
final class BodyStream extends FilterInputStream {
  /// The bytes before and after a place that are shown of it.
  private static final int AROUND = 64;

  private final Deadline deadline;
  private final Utf8Check utf8 = new Utf8Check();
  private final byte[] tail = new byte[AROUND];
  private byte[] chunk = new byte[0];
  private int chunkOffset;
  private int chunkCount;
  private int tailCount;
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
    keepTail();
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
    chunk = buffer;
    chunkOffset = offset;
    chunkCount = count;
    return count;
  }

  /// The bytes around a place among those read last. The reader of the stream must not have changed
  /// the array it had them read to.
  Excerpt around(long place) {
    long chunkBegin = position - chunkCount;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(tail, 0, tailCount);
    bytes.write(chunk, chunkOffset, chunkCount);
    byte[] known = bytes.toByteArray();
    int at = Math.clamp(place - chunkBegin + tailCount, 0, known.length);
    int begin = Math.max(0, at - AROUND);
    return new Excerpt(
        Arrays.copyOfRange(known, begin, Math.min(known.length, at + AROUND)), at - begin);
  }

  /// Keeps the end of the bytes read last, which are about to be overwritten.
  private void keepTail() {
    if (chunkCount >= AROUND) {
      System.arraycopy(chunk, chunkOffset + chunkCount - AROUND, tail, 0, AROUND);
      tailCount = AROUND;
    } else if (chunkCount > 0) {
      int kept = Math.min(tailCount, AROUND - chunkCount);
      System.arraycopy(tail, tailCount - kept, tail, 0, kept);
      System.arraycopy(chunk, chunkOffset, tail, kept, chunkCount);
      tailCount = kept + chunkCount;
    }
    chunkCount = 0;
  }

  private static ComputeException notUtf8(long bytePosition) {
    return new ComputeException(
        ErrorCode.MALFORMED_BODY,
        "the body is not valid UTF-8 at byte " + bytePosition + ", counted from 0");
  }
}

package io.parallax.format.multipart;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.limit.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The parts of a multipart body (RFC 2046, section 5.1.1), one after the other. Only the current
/// part can be read. What is before the first part and after the last one is ignored. For one
/// thread.
///
/// Throws MALFORMED_BODY with the offset for what is no multipart body, and TOO_LARGE for the
/// header of a part beyond its limit. The deadline is checked at every read of the body.
final class Parts {
  /// The most bytes of the header of one part.
  static final int MAX_HEADER_BYTES = 8_192;

  /// The most characters of a boundary, by RFC 2046.
  static final int MAX_BOUNDARY_LENGTH = 70;

  private static final int BUFFER_BYTES = 64 * 1024;
  private static final byte[] LINE_END = {'\r', '\n'};
  private static final byte[] HEADER_END = {'\r', '\n', '\r', '\n'};

  private final InputStream body;
  private final Deadline deadline;
  private final BoundarySearch boundary;
  private final byte[] buffer = new byte[BUFFER_BYTES];

  /// The bytes between these indexes of the buffer have been read and not yet used. The first two
  /// stand for the end of the line before the body.
  private int from;

  private int to = LINE_END.length;

  /// The index in the buffer of the delimiter that ends the current part; -1 while it is not known.
  private int delimiterAt = -1;

  /// The offset in the body of the start of the buffer.
  private long bufferOffset = -LINE_END.length;

  Parts(InputStream body, String boundary, Deadline deadline) {
    this.body = body;
    this.deadline = deadline;
    this.boundary = new BoundarySearch(("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1));
    System.arraycopy(LINE_END, 0, buffer, 0, LINE_END.length);
  }

  /// Moves to the next part and reads its header.
  Optional<PartHeader> next() throws IOException {
    passContent();
    from = delimiterAt + boundary.length();
    delimiterAt = -1;
    require(LINE_END.length);
    if (buffer[from] == '-' && buffer[from + 1] == '-') {
      return Optional.empty();
    }
    while (buffer[from] == ' ' || buffer[from] == '\t') {
      from++;
      require(LINE_END.length);
    }
    if (buffer[from] != '\r' || buffer[from + 1] != '\n') {
      throw malformed("a boundary is not at the end of its line, at byte " + offset());
    }
    return Optional.of(header());
  }

  /// The content of the current part. It ends where the part ends.
  InputStream content() {
    return new Content();
  }

  /// The offset in the body of the next byte.
  long offset() {
    return bufferOffset + from;
  }

  private void passContent() throws IOException {
    while (contentBytes() > 0 || delimiterAt < 0) {
      from += contentBytes();
      if (delimiterAt < 0) {
        more();
      }
    }
  }

  /// The bytes in the buffer that certainly belong to the current part.
  private int contentBytes() {
    if (delimiterAt < 0) {
      delimiterAt = boundary.find(buffer, from, to);
    }
    int end = delimiterAt >= 0 ? delimiterAt : to - boundary.length() + 1;
    return Math.max(0, end - from);
  }

  /// Reads the header, from the end of the boundary's line to the empty line.
  private PartHeader header() throws IOException {
    BoundarySearch end = new BoundarySearch(HEADER_END);
    int found = end.find(buffer, from, to);
    while (found < 0) {
      if (to - from > MAX_HEADER_BYTES) {
        throw tooLong();
      }
      more();
      found = end.find(buffer, from, to);
    }
    int length = found - from;
    if (length > MAX_HEADER_BYTES) {
      throw tooLong();
    }
    long at = offset();
    String header = text(from, length);
    from = found + HEADER_END.length;
    return PartHeader.of(header, at);
  }

  private ComputeException tooLong() {
    return new ComputeException(
        ErrorCode.TOO_LARGE,
        "the header of the part at byte %d has more than %d bytes"
            .formatted(offset(), MAX_HEADER_BYTES));
  }

  private String text(int start, int length) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(buffer, start, length))
          .toString();
    } catch (CharacterCodingException other) {
      throw malformed("the header of the part at byte " + offset() + " is not UTF-8");
    }
  }

  private void require(int bytes) throws IOException {
    while (to - from < bytes) {
      more();
    }
  }

  /// Reads more of the body. What has not been used moves to the start of the buffer.
  private void more() throws IOException {
    System.arraycopy(buffer, from, buffer, 0, to - from);
    bufferOffset += from;
    to -= from;
    from = 0;
    deadline.check();
    int count = body.read(buffer, to, buffer.length - to);
    if (count < 0) {
      throw malformed(
          "the body ends at byte %d, before the boundary that ends its last part"
              .formatted(bufferOffset + to));
    }
    to += count;
  }

  private static ComputeException malformed(String detail) {
    return new ComputeException(ErrorCode.MALFORMED_BODY, detail);
  }

  private final class Content extends InputStream {
    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      int count = contentBytes();
      while (count == 0 && delimiterAt < 0) {
        more();
        count = contentBytes();
      }
      if (count == 0) {
        return -1;
      }
      int some = Math.min(count, length);
      System.arraycopy(buffer, from, target, offset, some);
      from += some;
      return some;
    }
  }
}

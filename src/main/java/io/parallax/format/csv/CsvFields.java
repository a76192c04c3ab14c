package io.parallax.format.csv;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.limit.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// The fields of a CSV file, one after the other. Fields are between commas, lines end with LF or
/// CRLF, and a field in quotes may have all of these; a quote in it is written twice. For one
/// thread.
final class CsvFields {
  /// The most bytes of a field, with its quotes.
  static final int MAX_FIELD_BYTES = 4_096;

  private static final int BUFFER_BYTES = 64 * 1024;
  private static final int END = -1;

  private final InputStream stream;
  private final Deadline deadline;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int at;
  private int end;
  private boolean ended;
  private int from;
  private int to;
  private boolean quoted;
  private boolean endsLine;
  private long line = 1;
  private long nextLine = 1;

  CsvFields(InputStream stream, Deadline deadline) throws IOException {
    this.stream = stream;
    this.deadline = deadline;
    while (end < 3 && more()) {
      // A mark of the byte order has three bytes.
    }
    if (end >= 3
        && buffer[0] == (byte) 0xEF
        && buffer[1] == (byte) 0xBB
        && buffer[2] == (byte) 0xBF) {
      at = 3;
    }
  }

  /// Whether there is no further line.
  boolean isAtEnd() throws IOException {
    return at == end && !more();
  }

  /// Moves to the next field. The bytes of the last one are no longer there.
  void next() throws IOException {
    line = nextLine;
    from = at;
    quoted = false;
    if (current() == '"') {
      nextQuoted();
      return;
    }
    int value = current();
    while (value != ',' && value != '\n' && value != END) {
      at++;
      value = current();
    }
    to = at;
    endField(value);
  }

  /// The bytes of the buffer in which the field is, from [#from] to [#to]. Blanks around a field
  /// without quotes are not in it.
  byte[] bytes() {
    return buffer;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  /// Whether the field was in quotes.
  boolean isQuoted() {
    return quoted;
  }

  /// Whether the field is the last one of its line.
  boolean endsLine() {
    return endsLine;
  }

  /// Whether there is nothing but blanks between the start of the line, where the field begins, and
  /// the line's end.
  boolean isEmptyLine() {
    return endsLine && from == to && !quoted;
  }

  /// The number of the line in which the field begins, counted from 1.
  long line() {
    return line;
  }

  /// The field as a text.
  String text() {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(buffer, from, to - from))
          .toString();
    } catch (CharacterCodingException other) {
      throw malformed("a field is not UTF-8");
    }
  }

  /// A failure in the current line.
  ComputeException malformed(String detail) {
    return new ComputeException(ErrorCode.MALFORMED_BODY, "line " + line + ": " + detail);
  }

  /// Reads a field in quotes, and moves its bytes together where quotes are written twice.
  private void nextQuoted() throws IOException {
    quoted = true;
    at++;
    int length = 0;
    while (true) {
      int value = current();
      if (value == END) {
        throw malformed("a quote is not closed");
      }
      at++;
      if (value == '"') {
        if (current() != '"') {
          break;
        }
        at++;
      }
      nextLine += value == '\n' ? 1 : 0;
      buffer[from + length++] = (byte) value;
    }
    if (current() == '\r') {
      at++;
    }
    int value = current();
    if (value != ',' && value != '\n' && value != END) {
      throw malformed("after a quote that closes a field follows neither a comma nor a line's end");
    }
    to = from + length;
    endField(value);
  }

  private void endField(int terminator) {
    requireShort();
    endsLine = terminator != ',';
    if (terminator == '\n') {
      nextLine++;
    }
    if (terminator != END) {
      at++;
    }
    if (!quoted) {
      while (to > from && isBlank(buffer[to - 1])) {
        to--;
      }
      while (from < to && isBlank(buffer[from])) {
        from++;
      }
    }
  }

  private static boolean isBlank(byte value) {
    return value == ' ' || value == '\t' || value == '\r';
  }

  private int current() throws IOException {
    return at < end || more() ? buffer[at] & 0xFF : END;
  }

  private void requireShort() {
    if (at - from > MAX_FIELD_BYTES) {
      throw new ComputeException(
          ErrorCode.TOO_LARGE,
          "line %d: a field has more than %d bytes".formatted(line, MAX_FIELD_BYTES));
    }
  }

  /// Reads more. The bytes of the current field move to the start of the buffer.
  private boolean more() throws IOException {
    if (ended) {
      return false;
    }
    requireShort();
    System.arraycopy(buffer, from, buffer, 0, end - from);
    at -= from;
    end -= from;
    from = 0;
    deadline.check();
    int count = stream.read(buffer, end, buffer.length - end);
    ended = count < 0;
    end += Math.max(0, count);
    return !ended;
  }
}

package io.parallax.format.json;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.format.Lookahead;
import io.parallax.format.json.scan.ArrayEnd;
import io.parallax.format.json.scan.ArrayScan;
import io.parallax.format.json.scan.ScannedArray;
import io.parallax.limit.Deadline;
import io.parallax.memory.Reservation;
import io.parallax.type.StorageType;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.TokenStreamLocation;

/// A body on its way to the parser. Checks that the bytes are UTF-8 and arrive before the deadline.
/// Reads arrays of numbers past the parser where all of the body is in memory.
///
/// The deadline is checked after every read, so a body that arrives byte by byte ends with it, too.
/// Exceptions of the wrapped stream pass to the caller.
///
/// The parser reads ahead of the token that it is at. Therefore a read of a body in memory ends
/// with the first bracket that may begin an array: when the parser is at the bracket, the array's
/// first byte is the next one of the body, and an array can be taken from between the parser's
/// bytes. The parser then sees an empty array.
final class BodyStream extends FilterInputStream {
  /// The bytes before and after a place that are shown of it.
  private static final int AROUND = 64;

  private final Deadline deadline;
  private final @Nullable Lookahead memory;
  private final ArrayScan arrays;
  private final Utf8Check utf8 = new Utf8Check();
  private final Places places = new Places();
  private final byte[] tail = new byte[AROUND];
  private byte[] chunk = new byte[0];
  private int chunkOffset;
  private int chunkCount;
  private int tailCount;
  private long position;
  private long passedBytes;

  /// The position up to which reads end with no bracket.
  private long wholeUntil;

  /// @param arrays reads arrays if the body is a [Lookahead]
  BodyStream(InputStream body, Deadline deadline, ArrayScan arrays) {
    super(body);
    this.deadline = deadline;
    this.arrays = arrays;
    this.memory = body instanceof Lookahead ahead ? ahead : null;
  }

  /// Lines and columns of the body.
  Places places() {
    return places;
  }

  /// Reads the array whose first bracket is the parser's current token; the parser's next token is
  /// then the array's last bracket.
  ///
  /// @param next the place of the byte that the parser reads next
  /// @param declared the type if it is known
  /// @param elementLimit the most elements
  /// @param reservation charged for the array
  /// @return empty if the parser has to read the array
  Optional<ScannedArray> scan(
      TokenStreamLocation next,
      Optional<StorageType> declared,
      long elementLimit,
      Reservation reservation) {
    if (memory == null || next.getByteOffset() != position - passedBytes) {
      return Optional.empty();
    }
    Optional<ScannedArray> scanned =
        arrays.scan(memory, declared, elementLimit, reservation, deadline);
    if (scanned.isPresent()) {
      long bytes = scanned.get().byteCount();
      places.pass(next, bytes, scanned.get().lines());
      memory.skip(bytes);
      position += bytes;
      passedBytes += bytes;
    } else {
      wholeUntil = position + ArrayEnd.find(memory);
    }
    return scanned;
  }

  @Override
  public int read() throws IOException {
    byte[] single = new byte[1];
    return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    keepTail();
    int count =
        memory == null ? super.read(buffer, offset, length) : take(memory, buffer, offset, length);
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
  ///
  /// @param place in the bytes that were read
  Excerpt around(long place) {
    long chunkBegin = position - passedBytes - chunkCount;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(tail, 0, tailCount);
    bytes.write(chunk, chunkOffset, chunkCount);
    bytes.writeBytes(ahead());
    byte[] known = bytes.toByteArray();
    int at = Math.clamp(place - chunkBegin + tailCount, 0, known.length);
    int begin = Math.max(0, at - AROUND);
    return new Excerpt(
        Arrays.copyOfRange(known, begin, Math.min(known.length, at + AROUND)), at - begin);
  }

  /// Some bytes that have not been read, if they are in memory.
  private byte[] ahead() {
    if (memory == null) {
      return new byte[0];
    }
    byte[] ahead = new byte[(int) Math.min(AROUND, memory.remaining())];
    memory.look(0, ahead, 0, ahead.length);
    return ahead;
  }

  /// Reads up to a bracket, or up to the end of an array that the parser reads.
  private int take(Lookahead body, byte[] buffer, int offset, int length) {
    if (body.remaining() == 0 && length > 0) {
      return -1;
    }
    boolean isWhole = position < wholeUntil;
    long most = isWhole ? wholeUntil - position : body.remaining();
    int count = (int) Math.min(length, most);
    body.look(0, buffer, offset, count);
    int taken = isWhole ? count : upToBracket(buffer, offset, count);
    body.skip(taken);
    return taken;
  }

  private static int upToBracket(byte[] buffer, int offset, int count) {
    for (int index = 0; index < count; index++) {
      if (buffer[offset + index] == '[') {
        return index + 1;
      }
    }
    return count;
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

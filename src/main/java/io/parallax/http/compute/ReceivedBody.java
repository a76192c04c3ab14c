package io.parallax.http.compute;

import io.parallax.format.Lookahead;
import io.parallax.memory.Allocation;
import io.parallax.memory.Reservation;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Objects;

/// A body that is stored as it arrives and then read. Its beginning, or all of a short body, is
/// stored on the heap. The rest is stored in charged memory, in pieces that double up to
/// [#GREATEST_PIECE_BYTES]. Reading frees the pieces that have been read, so body and arrays are
/// never both stored completely. If the length of the body is known, no piece is larger than the
/// bytes still to come. For one thread; closing it frees all.
final class ReceivedBody extends InputStream implements Lookahead {
  static final int SHORT_BYTES = 64 * 1024;
  private static final int FIRST_BYTES = 8 * 1024;
  private static final int BUFFER_BYTES = 16 * 1024;
  private static final long GREATEST_PIECE_BYTES = 4L << 20;

  private final Reception reception;
  private final Reservation reservation;
  private final long announcedBytes;
  private final Deque<Allocation> pieces = new ArrayDeque<>();
  private byte[] beginning;
  private byte[] buffer = new byte[0];
  private int beginningBytes;
  private int beginningAt;
  private long lastBytes;
  private long firstAt;
  private long length;
  private long readBytes;

  /// @param reservation closed with the body
  /// @param announcedBytes the body's length if it is known, otherwise 0
  ReceivedBody(Reception reception, Reservation reservation, long announcedBytes) {
    this.reception = reception;
    this.reservation = reservation;
    this.announcedBytes = announcedBytes;
    this.beginning =
        new byte[announcedBytes == 0 ? FIRST_BYTES : (int) Math.min(announcedBytes, FIRST_BYTES)];
  }

  /// The number of bytes received.
  long length() {
    return length;
  }

  /// Whether the body took more than its part on the heap.
  boolean isLong() {
    return length > SHORT_BYTES;
  }

  /// Charges memory that reading the body takes, until the body is freed.
  void charge(long bytes) {
    reservation.grow(bytes);
  }

  /// Takes some more bytes of a body that is not at its end, after waiting for them.
  ///
  /// @throws io.parallax.error.ComputeException MEMORY_EXHAUSTED, and whatever the body throws
  void take(BoundedBody body) throws IOException {
    if (length < SHORT_BYTES) {
      if (beginningBytes == beginning.length) {
        beginning = Arrays.copyOf(beginning, Math.min(SHORT_BYTES, 2 * beginning.length));
      }
      int count = body.read(beginning, beginningBytes, beginning.length - beginningBytes);
      beginningBytes += Math.max(0, count);
      length = beginningBytes;
    } else {
      buffer = buffer.length == 0 ? new byte[BUFFER_BYTES] : buffer;
      append(buffer, Math.max(0, body.read(buffer, 0, buffer.length)));
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int count) {
    if (beginningAt < beginningBytes) {
      int some = Math.min(count, beginningBytes - beginningAt);
      System.arraycopy(beginning, beginningAt, target, offset, some);
      beginningAt += some;
      readBytes += some;
      return some;
    }
    Allocation first = pieces.peekFirst();
    if (first == null) {
      return -1;
    }
    long end = pieces.size() == 1 ? lastBytes : first.byteSize();
    int some = (int) Math.min(count, end - firstAt);
    MemorySegment.copy(first.segment(), ValueLayout.JAVA_BYTE, firstAt, target, offset, some);
    readFirst(some, end);
    return some;
  }

  @Override
  public long remaining() {
    return length - readBytes;
  }

  @Override
  public void look(long distance, byte[] target, int offset, int count) {
    int left = beginningBytes - beginningAt;
    int taken = Math.clamp(left - distance, 0, count);
    if (taken > 0) {
      System.arraycopy(beginning, beginningAt + (int) distance, target, offset, taken);
    }
    long piecesAt = left - firstAt; // the distance of the first piece's first byte
    for (Allocation piece : pieces) {
      if (taken == count) {
        return;
      }
      long from = distance + taken - piecesAt;
      if (from < piece.byteSize()) {
        int some = (int) Math.min(count - taken, piece.byteSize() - from);
        MemorySegment.copy(
            piece.segment(), ValueLayout.JAVA_BYTE, from, target, offset + taken, some);
        taken += some;
      }
      piecesAt += piece.byteSize();
    }
    Objects.checkFromToIndex(0, count, taken);
  }

  @Override
  public long skip(long count) {
    long passed = (int) Math.min(count, beginningBytes - beginningAt);
    beginningAt += (int) passed;
    readBytes += passed;
    while (passed < count && !pieces.isEmpty()) {
      long end = pieces.size() == 1 ? lastBytes : pieces.getFirst().byteSize();
      long some = Math.min(count - passed, end - firstAt);
      readFirst(some, end);
      passed += some;
    }
    return passed;
  }

  /// Passes over bytes of the first piece.
  ///
  /// @param end the bytes that the piece holds
  private void readFirst(long count, long end) {
    firstAt += count;
    readBytes += count;
    if (firstAt == end) {
      dropFirst();
    }
  }

  @Override
  public void close() {
    free();
  }

  /// Frees the heap and the memory that the body holds. Idempotent.
  void free() {
    while (!pieces.isEmpty()) {
      dropFirst();
    }
    beginning = buffer = new byte[0];
    beginningAt = beginningBytes = 0;
    reservation.close();
  }

  private void append(byte[] source, int count) {
    int taken = 0;
    while (taken < count) {
      if (pieces.isEmpty() || lastBytes == pieces.getLast().byteSize()) {
        addPiece();
      }
      Allocation last = pieces.getLast();
      int more = (int) Math.min(count - taken, last.byteSize() - lastBytes);
      MemorySegment.copy(source, taken, last.segment(), ValueLayout.JAVA_BYTE, lastBytes, more);
      lastBytes += more;
      taken += more;
    }
    length += count;
  }

  private void addPiece() {
    long doubled =
        pieces.isEmpty()
            ? SHORT_BYTES
            : Math.min(GREATEST_PIECE_BYTES, 2 * pieces.getLast().byteSize());
    long left = announcedBytes - receivedBytes();
    long bytes = left > 0 ? Math.min(doubled, left) : doubled;
    reception.hold(bytes);
    boolean added = false;
    try {
      reservation.grow(bytes);
      pieces.addLast(reservation.allocate(bytes));
      lastBytes = 0;
      added = true;
    } finally {
      if (!added) {
        reception.release(bytes);
      }
    }
  }

  /// The bytes of the beginning and of all pieces, all of which are full.
  private long receivedBytes() {
    return beginningBytes + pieces.stream().mapToLong(Allocation::byteSize).sum();
  }

  private void dropFirst() {
    Allocation first = pieces.removeFirst();
    long bytes = first.byteSize();
    reservation.release(first);
    reception.release(bytes);
    firstAt = 0;
    lastBytes = pieces.isEmpty() ? 0 : lastBytes;
  }
}

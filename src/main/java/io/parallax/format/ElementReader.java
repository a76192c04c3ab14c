package io.parallax.format;

import io.parallax.array.Elements;
import io.parallax.array.NDArray;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.limit.Deadline;
import io.parallax.memory.Reservation;
import io.parallax.type.ArrayType;
import io.parallax.type.Shape;
import io.parallax.type.StorageType;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// Reads bytes of a stream, and arrays whose elements are stored one after the other. The elements
/// go from the stream over a buffer into memory of a reservation. For one thread.
///
/// A stream that ends too early is refused with MALFORMED_BODY and the offset. The deadline is
/// checked at every read.
public final class ElementReader {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final InputStream stream;
  private final Deadline deadline;
  private final long mostBytes;
  private byte[] buffer = new byte[0];
  private long offset;

  /// @param mostBytes no more bytes can come from the stream
  public ElementReader(InputStream stream, long mostBytes, Deadline deadline) {
    this.stream = stream;
    this.mostBytes = mostBytes;
    this.deadline = deadline;
  }

  /// The number of bytes that have been read.
  public long offset() {
    return offset;
  }

  /// Reads a few bytes.
  ///
  /// @param what the bytes are, for the message when they are missing
  public byte[] bytes(int count, String what) throws IOException {
    byte[] bytes = new byte[count];
    require(count, what);
    readFully(bytes, count, what);
    return bytes;
  }

  /// Reads as many bytes as there are, and at most `count`.
  public byte[] bytesUpTo(int count) throws IOException {
    byte[] bytes = new byte[count];
    return Arrays.copyOf(bytes, read(bytes, count));
  }

  /// Passes over bytes.
  public void skip(long count, String what) throws IOException {
    require(count, what);
    byte[] passed = buffer(count);
    for (long left = count; left > 0; left -= Math.min(passed.length, left)) {
      readFully(passed, (int) Math.min(passed.length, left), what);
    }
  }

  /// Refuses bytes after the end.
  ///
  /// @param what ends here
  public void requireEnd(String what) throws IOException {
    long end = offset;
    if (read(new byte[1], 1) > 0) {
      throw malformed("there are bytes after the end of " + what + ", which is at byte " + end);
    }
  }

  /// Reads an array whose elements are stored in row-major order.
  public NDArray rowMajor(ElementEncoding encoding, Shape shape, Reservation reservation)
      throws IOException {
    NDArray array = allocated(encoding, shape, reservation);
    fill(encoding, array, 0, array.elementCount());
    return array;
  }

  /// Reads an array whose elements are stored in column-major order: the first index is the
  /// fastest.
  public NDArray columnMajor(ElementEncoding encoding, Shape shape, Reservation reservation)
      throws IOException {
    if (shape.extents().stream().filter(extent -> extent != 1).count() < 2) {
      return rowMajor(encoding, shape, reservation);
    }
    NDArray array = allocated(encoding, shape, reservation);
    ColumnMajorOrder order = new ColumnMajorOrder(shape);
    StorageType held = encoding.held();
    int most = BUFFER_BYTES / Long.BYTES;
    MemorySegment some = MemorySegment.ofArray(new long[most]);
    for (long at = 0; at < array.elementCount(); at += most) {
      int count = (int) Math.min(most, array.elementCount() - at);
      int copied = copy(encoding, some, count);
      for (int i = 0; i < copied; i++) {
        Elements.write(array.segment(), held, order.next(), Elements.read(some, held, i));
      }
      if (copied < count) {
        throw refused(encoding, copied, order.next(), shape);
      }
    }
    return array;
  }

  /// Reads elements up to the end of the stream into a 1-d array.
  ///
  /// @param mostElements more are refused with TOO_LARGE
  public NDArray rest(ElementEncoding encoding, Reservation reservation, long mostElements)
      throws IOException {
    int width = encoding.type().byteWidth();
    if (stream instanceof Sized sized) {
      long bytes = sized.remaining();
      requireWhole(encoding.type(), bytes, offset + bytes);
      requireAtMost(bytes / width, mostElements);
      return rowMajor(encoding, Shape.of(bytes / width), reservation);
    }
    GrowingArray array = new GrowingArray(encoding.held(), reservation);
    int most = BUFFER_BYTES / width;
    byte[] some = buffer(BUFFER_BYTES);
    while (array.elementCount() < mostElements) {
      long before = array.elementCount();
      GrowingArray.Room room = array.room(Math.min(most, mostElements - before));
      int wanted = (int) room.count() * width;
      int bytes = read(some, wanted);
      requireWhole(encoding.type(), bytes, offset);
      store(encoding, room.piece(), room.first(), bytes / width, before);
      if (bytes < wanted) {
        array.giveBack(room.count() - bytes / width);
        return array.finish();
      }
    }
    requireAtMost(mostElements + read(new byte[1], 1), mostElements);
    return array.finish();
  }

  /// @param end the offset after the bytes
  private static void requireWhole(StorageType type, long bytes, long end) {
    long left = bytes % type.byteWidth();
    if (left != 0) {
      throw malformed(
          "the bytes are no whole number of %s elements: %d bytes are left at byte %d"
              .formatted(type, left, end - left));
    }
  }

  private static void requireAtMost(long elements, long most) {
    if (elements > most) {
      throw new ComputeException(
          ErrorCode.TOO_LARGE, "the array has more than " + most + " elements");
    }
  }

  /// Reads elements into an array that has been allocated.
  ///
  /// @param array of the type [ElementEncoding#held]
  /// @param first the index of the first one
  public void fill(ElementEncoding encoding, NDArray array, long first, long count)
      throws IOException {
    if (array.arrayType().storage() != encoding.held()) {
      throw new IllegalArgumentException(encoding.held() + " elements in " + array);
    }
    int width = encoding.type().byteWidth();
    byte[] some = buffer(count * width);
    int most = some.length / width;
    for (long done = 0; done < count; done += Math.min(most, count - done)) {
      int next = (int) Math.min(most, count - done);
      readFully(some, next * width, "the elements");
      store(encoding, array, first + done, next, -1);
    }
  }

  /// Refuses bytes that cannot all be there, before anything is allocated for them.
  public void require(long count, String what) {
    if (count > mostBytes - offset) {
      throw malformed(
          "the bytes end too early: %s would take %d bytes from byte %d on, and at most %d follow"
              .formatted(what, count, offset, mostBytes - offset));
    }
  }

  private NDArray allocated(ElementEncoding encoding, Shape shape, Reservation reservation) {
    long count = shape.elementCount();
    require(
        count > Long.MAX_VALUE / Long.BYTES ? Long.MAX_VALUE : count * encoding.type().byteWidth(),
        "%d elements of type %s".formatted(count, encoding.type()));
    ArrayType arrayType = new ArrayType(encoding.held(), shape);
    reservation.grow(NDArray.chargedBytes(arrayType));
    return NDArray.allocate(arrayType, reservation);
  }

  /// Stores the elements at the start of the buffer.
  ///
  /// @param at the index in `array` of the first one
  /// @param flatIndex of the first one in a 1-d array of which `array` is a part; -1 for none
  private void store(ElementEncoding encoding, NDArray array, long at, int count, long flatIndex) {
    if (encoding.isAsInMemory()) {
      int width = encoding.type().byteWidth();
      MemorySegment.copy(
          buffer, 0, array.segment(), ValueLayout.JAVA_BYTE, at * width, count * width);
      return;
    }
    int copied = encoding.copy(stored(encoding), count, array.segment(), at);
    if (copied < count) {
      throw flatIndex < 0
          ? refused(encoding, copied, at + copied, array.shape())
          : refused(encoding, copied, flatIndex + copied, Shape.of(Long.MAX_VALUE));
    }
  }

  private int copy(ElementEncoding encoding, MemorySegment target, int count) throws IOException {
    readFully(buffer(BUFFER_BYTES), count * encoding.type().byteWidth(), "the elements");
    return encoding.copy(stored(encoding), count, target, 0);
  }

  private ByteBuffer stored(ElementEncoding encoding) {
    return ByteBuffer.wrap(buffer).order(encoding.order());
  }

  private ComputeException refused(
      ElementEncoding encoding, int inBuffer, long index, Shape shape) {
    int width = encoding.type().byteWidth();
    ByteBuffer element = stored(encoding).slice(inBuffer * width, width).order(encoding.order());
    return new ComputeException(ErrorCode.INVALID_INPUT, encoding.refusal(element))
        .atPointer(pointer(index, shape));
  }

  /// The JSON pointer within nested arrays of this shape to the element with this flat index.
  public static String pointer(long index, Shape shape) {
    StringBuilder path = new StringBuilder();
    long rest = index;
    for (int dimension = shape.rank() - 1; dimension >= 0; dimension--) {
      path.insert(0, "/" + rest % shape.extent(dimension));
      rest /= shape.extent(dimension);
    }
    return path.toString();
  }

  private byte[] buffer(long bytes) {
    int wanted = Math.clamp(bytes, Long.BYTES, BUFFER_BYTES);
    if (buffer.length < wanted) {
      buffer = new byte[wanted];
    }
    return buffer;
  }

  private void readFully(byte[] target, int count, String what) throws IOException {
    int read = read(target, count);
    if (read < count) {
      throw malformed("the bytes end too early, at byte " + offset + ", within " + what);
    }
  }

  /// Reads until `count` bytes are there or the stream ends.
  private int read(byte[] target, int count) throws IOException {
    int done = 0;
    while (done < count) {
      deadline.check();
      int some = stream.read(target, done, count - done);
      if (some < 0) {
        break;
      }
      done += some;
      offset += some;
    }
    return done;
  }

  private static ComputeException malformed(String detail) {
    return new ComputeException(ErrorCode.MALFORMED_BODY, detail);
  }
}

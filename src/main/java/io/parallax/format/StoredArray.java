package io.parallax.format;

import io.parallax.array.NDArray;
import io.parallax.type.Shape;
import io.parallax.type.StorageType;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// An array as it is written in binary: row-major elements of a storage type, little-endian, a bool
/// as one byte.
///
/// @param array of the type that `type` is read as, held in that type or in `type` itself; every
///   element fits `type`
public record StoredArray(NDArray array, StorageType type) {
  private static final int PIECE_BYTES = 64 * 1024;
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  public StoredArray {
    StorageType held = array.arrayType().storage();
    if (array.type() != type.computing() || (held.isNarrow() && held != type)) {
      throw new IllegalArgumentException(array + " as " + type);
    }
  }

  /// The array in the type in which it is held.
  public static StoredArray of(NDArray array) {
    return new StoredArray(array, array.arrayType().storage());
  }

  public Shape shape() {
    return array.shape();
  }

  /// The bytes that all elements take.
  public long byteSize() {
    return array.elementCount() * type.byteWidth();
  }

  /// Writes all elements.
  public void write(OutputStream stream) throws IOException {
    forEachPiece(stream::write);
  }

  /// Hands over the bytes of all elements, in pieces of whole elements.
  public void forEachPiece(Piece action) throws IOException {
    forEachPiece(0, array.elementCount(), action);
  }

  /// Hands over the bytes of the elements from `start` to before `end`, in pieces of whole
  /// elements.
  public void forEachPiece(long start, long end, Piece action) throws IOException {
    int width = type.byteWidth();
    int most = (int) Math.min(PIECE_BYTES / width, end - start);
    byte[] bytes = new byte[most * width];
    for (long from = start; from < end; from += most) {
      int count = (int) Math.min(most, end - from);
      read(from, count, MemorySegment.ofArray(bytes));
      action.accept(bytes, 0, count * width);
    }
  }

  private void read(long from, int count, MemorySegment target) {
    MemorySegment elements = array.segment();
    if (array.arrayType().storage().isNarrow()) {
      copyNarrow(elements, from, count, target);
      return;
    }
    switch (type) {
      case BOOL, INT32, INT64, UINT64, FLOAT32, FLOAT64 -> copy(elements, from, count, target);
      case INT8, UINT8 -> {
        for (int index = 0; index < count; index++) {
          int value = elements.getAtIndex(ValueLayout.JAVA_INT, from + index);
          target.set(ValueLayout.JAVA_BYTE, index, (byte) value);
        }
      }
      case INT16, UINT16 -> {
        for (int index = 0; index < count; index++) {
          int value = elements.getAtIndex(ValueLayout.JAVA_INT, from + index);
          target.setAtIndex(SHORT, index, (short) value);
        }
      }
      case UINT32 -> {
        for (int index = 0; index < count; index++) {
          long value = elements.getAtIndex(ValueLayout.JAVA_LONG, from + index);
          target.setAtIndex(INT, index, (int) value);
        }
      }
      case FLOAT16 -> {
        for (int index = 0; index < count; index++) {
          float value = elements.getAtIndex(ValueLayout.JAVA_FLOAT, from + index);
          target.setAtIndex(SHORT, index, Float.floatToFloat16(value));
        }
      }
    }
  }

  private void copyNarrow(MemorySegment elements, long from, int count, MemorySegment target) {
    switch (type) {
      case BOOL, INT8, UINT8 ->
          MemorySegment.copy(
              elements, ValueLayout.JAVA_BYTE, from, target, ValueLayout.JAVA_BYTE, 0, count);
      case INT16, UINT16, FLOAT16 ->
          MemorySegment.copy(
              elements, ValueLayout.JAVA_SHORT, from * Short.BYTES, target, SHORT, 0, count);
      case UINT32, INT32, FLOAT32 ->
          MemorySegment.copy(
              elements, ValueLayout.JAVA_INT, from * Integer.BYTES, target, INT, 0, count);
      case INT64, UINT64, FLOAT64 ->
          MemorySegment.copy(
              elements, ValueLayout.JAVA_LONG, from * Long.BYTES, target, LONG, 0, count);
    }
  }

  private void copy(MemorySegment elements, long from, int count, MemorySegment target) {
    switch (array.type()) {
      case BOOL ->
          MemorySegment.copy(
              elements, ValueLayout.JAVA_BYTE, from, target, ValueLayout.JAVA_BYTE, 0, count);
      case INT32, FLOAT32 ->
          MemorySegment.copy(
              elements, ValueLayout.JAVA_INT, from * Integer.BYTES, target, INT, 0, count);
      case INT64, FLOAT64 ->
          MemorySegment.copy(
              elements, ValueLayout.JAVA_LONG, from * Long.BYTES, target, LONG, 0, count);
    }
  }

  /// Takes some bytes, which are valid during the call only.
  @FunctionalInterface
  public interface Piece {
    void accept(byte[] bytes, int offset, int length) throws IOException;
  }
}

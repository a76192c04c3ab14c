package io.parallax.format.arrow;

import io.parallax.format.Columns;
import io.parallax.format.StoredArray;
import io.parallax.type.StorageType;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Columns as an Arrow stream.
final class ArrowStream {
  private static final byte[] PADDING = new byte[ArrowMessages.ALIGNMENT_BYTES];

  private final Map<String, StoredArray> columns;
  private final long rows;
  private final long batchRows;

  /// @param columns arrays of one length, at least one
  /// @param batchRows the most rows of a record batch, a multiple of 8
  ArrowStream(Map<String, StoredArray> columns, long batchRows) {
    this.columns = columns;
    this.rows = Columns.rows(columns);
    this.batchRows = batchRows;
  }

  /// The bytes of the whole stream.
  long length() {
    long length = (long) ArrowMessages.schema(columns).length + ArrowMessages.end().length;
    for (long start = 0; start < rows; start += batchRows) {
      List<Long> buffers = buffers(count(start));
      length += ArrowMessages.batch(count(start), buffers).length;
      length += buffers.stream().mapToLong(ArrowMessages::padded).sum();
    }
    return length;
  }

  void write(OutputStream stream) throws IOException {
    stream.write(ArrowMessages.schema(columns));
    for (long start = 0; start < rows; start += batchRows) {
      List<Long> buffers = buffers(count(start));
      stream.write(ArrowMessages.batch(count(start), buffers));
      int column = 0;
      for (StoredArray array : columns.values()) {
        writeElements(array, start, start + count(start), stream);
        long bytes = buffers.get(column++);
        stream.write(PADDING, 0, (int) (ArrowMessages.padded(bytes) - bytes));
      }
    }
    stream.write(ArrowMessages.end());
  }

  private long count(long start) {
    return Math.min(batchRows, rows - start);
  }

  /// The bytes of each column's elements.
  private List<Long> buffers(long count) {
    List<Long> bytes = new ArrayList<>();
    for (StoredArray array : columns.values()) {
      bytes.add(
          array.type() == StorageType.BOOL
              ? Math.ceilDiv(count, (long) Byte.SIZE)
              : count * array.type().byteWidth());
    }
    return bytes;
  }

  private static void writeElements(StoredArray array, long start, long end, OutputStream stream)
      throws IOException {
    if (array.type() == StorageType.BOOL) {
      array.forEachPiece(start, end, (bytes, _, length) -> stream.write(bits(bytes, length)));
    } else {
      array.forEachPiece(start, end, stream::write);
    }
  }

  /// Bools of one byte as bits, the first one the least significant of the first byte.
  private static byte[] bits(byte[] bools, int count) {
    byte[] bits = new byte[Math.ceilDiv(count, Byte.SIZE)];
    for (int index = 0; index < count; index++) {
      bits[index / Byte.SIZE] |= (byte) (bools[index] << index % Byte.SIZE);
    }
    return bits;
  }
}

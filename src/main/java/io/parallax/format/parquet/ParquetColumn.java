package io.parallax.format.parquet;

import dev.hardwood.reader.ColumnReader;
import dev.hardwood.reader.Validity;
import io.parallax.array.Input;
import io.parallax.array.NDArray;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.format.ArrayBody;
import io.parallax.format.ElementEncoding;
import io.parallax.format.InputTable;
import io.parallax.format.RowMask;
import io.parallax.memory.Reservation;
import io.parallax.type.ArrayType;
import io.parallax.type.Shape;
import io.parallax.type.StorageType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// A column while its batches of decoded values are copied into an array of its length. Used once,
/// by one thread.
final class ParquetColumn {
  private final ParquetSchema.Column column;
  private final NDArray array;
  private final RowMask missing;
  private long rows;

  /// @param rows of the whole file, which are charged here
  ParquetColumn(ParquetSchema.Column column, long rows, Reservation reservation) {
    this.column = column;
    ArrayType type = new ArrayType(column.type().held(), Shape.of(rows));
    reservation.grow(NDArray.chargedBytes(type));
    this.array = NDArray.allocate(type, reservation);
    this.missing = new RowMask(reservation);
  }

  /// Copies a batch behind those before it.
  ///
  /// @throws ComputeException MALFORMED_BODY when there are more rows than were announced,
  ///   INVALID_INPUT with the row of a value that its type does not hold
  void take(ColumnReader batch) {
    int count = batch.getRecordCount();
    if (count > array.elementCount() - rows) {
      throw otherCount();
    }
    Validity validity = batch.getLeafValidity();
    if (validity.hasNulls()) {
      for (int i = validity.nextNull(0, count); i >= 0 && i < count; ) {
        missing.add(rows + i);
        i = i + 1 < count ? validity.nextNull(i + 1, count) : -1;
      }
    }
    copy(batch, count);
    rows += count;
  }

  /// Adds the column to a table when all batches have been taken.
  void finish(InputTable table) {
    if (rows != array.elementCount()) {
      throw otherCount();
    }
    table.add(column.name(), array, Input.Typing.DECLARED, missing);
  }

  private void copy(ColumnReader batch, int count) {
    if (valueCount(batch) < count) {
      throw otherCount();
    }
    MemorySegment target = array.segment();
    switch (column.type()) {
      case BOOL -> {
        boolean[] values = batch.getBooleans();
        for (int i = 0; i < count; i++) {
          target.set(ValueLayout.JAVA_BYTE, rows + i, (byte) (values[i] ? 1 : 0));
        }
      }
      case INT8, INT16, UINT8, UINT16 -> copyNarrow(batch.getInts(), count);
      case INT32, UINT32 ->
          MemorySegment.copy(
              batch.getInts(), 0, target, ValueLayout.JAVA_INT, rows * Integer.BYTES, count);
      case INT64, UINT64 -> {
        long[] values = batch.getLongs();
        if (column.type() == StorageType.UINT64) {
          requireInt64(values, count);
        }
        MemorySegment.copy(values, 0, target, ValueLayout.JAVA_LONG, rows * Long.BYTES, count);
      }
      case FLOAT32 ->
          MemorySegment.copy(
              batch.getFloats(), 0, target, ValueLayout.JAVA_FLOAT, rows * Float.BYTES, count);
      case FLOAT64 ->
          MemorySegment.copy(
              batch.getDoubles(), 0, target, ValueLayout.JAVA_DOUBLE, rows * Double.BYTES, count);
      case FLOAT16 -> copyHalves(batch, count);
    }
  }

  private int valueCount(ColumnReader batch) {
    return switch (column.type()) {
      case BOOL -> batch.getBooleans().length;
      case INT8, INT16, UINT8, UINT16, INT32, UINT32 -> batch.getInts().length;
      case INT64, UINT64 -> batch.getLongs().length;
      case FLOAT16 -> batch.getBinaryOffsets().length - 1;
      case FLOAT32 -> batch.getFloats().length;
      case FLOAT64 -> batch.getDoubles().length;
    };
  }

  /// Values of narrow types are encoded in 32 bits, of which they need not use all.
  private void copyNarrow(int[] values, int count) {
    StorageType type = column.type();
    boolean isShort = type.byteWidth() == Short.BYTES;
    for (int i = 0; i < count; i++) {
      int value = values[i];
      if ((value < type.least() || value > type.greatest()) && !isMissing(i)) {
        throw refused(i, "%d is outside %s".formatted(value, type));
      }
      if (isShort) {
        array.segment().setAtIndex(ValueLayout.JAVA_SHORT, rows + i, (short) value);
      } else {
        array.segment().set(ValueLayout.JAVA_BYTE, rows + i, (byte) value);
      }
    }
  }

  private void requireInt64(long[] values, int count) {
    for (int i = 0; i < count; i++) {
      if (values[i] < 0 && !isMissing(i)) {
        throw refused(i, ElementEncoding.beyondInt64(values[i]));
      }
    }
  }

  private void copyHalves(ColumnReader batch, int count) {
    byte[] bytes = batch.getBinaryValues();
    int[] offsets = batch.getBinaryOffsets();
    for (int i = 0; i < count; i++) {
      int from = offsets[i];
      int length = offsets[i + 1] - from;
      if (from < 0 || offsets[i + 1] > bytes.length || (length != Short.BYTES && !isMissing(i))) {
        throw otherCount();
      }
      int bits = length == Short.BYTES ? (bytes[from] & 0xFF) | (bytes[from + 1] << Byte.SIZE) : 0;
      array.segment().setAtIndex(ValueLayout.JAVA_SHORT, rows + i, (short) bits);
    }
  }

  private boolean isMissing(int inBatch) {
    return missing.next(rows + inBatch) == rows + inBatch;
  }

  private ComputeException refused(int inBatch, String why) {
    return ArrayBody.inArray(
        column.name(),
        new ComputeException(ErrorCode.INVALID_INPUT, why).atPointer("/" + (rows + inBatch)));
  }

  private ComputeException otherCount() {
    return ParquetFile.malformed(
        "the column \"%s\" does not have the %d values that are announced"
            .formatted(column.name(), array.elementCount()));
  }
}

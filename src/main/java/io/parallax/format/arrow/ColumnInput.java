package io.parallax.format.arrow;

import io.parallax.array.Input;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.format.ArrayBody;
import io.parallax.format.ElementEncoding;
import io.parallax.format.ElementReader;
import io.parallax.format.GrowingArray;
import io.parallax.format.GrowingArray.Room;
import io.parallax.format.InputTable;
import io.parallax.format.RowMask;
import io.parallax.memory.Reservation;
import io.parallax.type.StorageType;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// A column while its record batches are read. Used once.
final class ColumnInput {
  private static final int CHUNK_BYTES = 8 * 1024;

  private final ArrowSchema.Column column;
  private final GrowingArray array;
  private final RowMask missing;

  ColumnInput(ArrowSchema.Column column, Reservation reservation) {
    this.column = column;
    this.array = new GrowingArray(stored(), reservation);
    this.missing = new RowMask(reservation);
  }

  /// Reads the bits that tell which rows have a value.
  ///
  /// @param rows the rows of the batch
  /// @return how many of them have none
  long readValidity(ElementReader reader, long rows) throws IOException {
    long before = missing.count();
    long first = array.elementCount();
    for (long row = 0; row < rows; row += CHUNK_BYTES * (long) Byte.SIZE) {
      int some = (int) Math.min(CHUNK_BYTES * (long) Byte.SIZE, rows - row);
      byte[] bits = reader.bytes(bytesOfBits(some), "the validity of " + column.name());
      for (int i = 0; i < some; i++) {
        if ((bits[i >>> 3] >>> (i & 7) & 1) == 0) {
          missing.add(first + row + i);
        }
      }
    }
    return missing.count() - before;
  }

  /// Reads the values of a batch, after their validity.
  void readValues(ElementReader reader, long rows) throws IOException {
    if (column.type() == StorageType.BOOL) {
      readBits(reader, rows);
      return;
    }
    boolean mayBeBeyond = column.type() == StorageType.UINT64;
    long end = array.elementCount() + rows;
    while (array.elementCount() < end) {
      long first = array.elementCount();
      Room room = array.room(end - first);
      fill(stored(), reader, room);
      if (mayBeBeyond) {
        requireInt64(room, first);
      }
    }
  }

  /// The type in which the values are stored. Those of uint64 are checked afterwards.
  private StorageType stored() {
    return column.type() == StorageType.UINT64 ? StorageType.INT64 : column.type();
  }

  private static void fill(StorageType stored, ElementReader reader, Room room) throws IOException {
    ElementEncoding encoding = new ElementEncoding(stored, ByteOrder.LITTLE_ENDIAN);
    reader.fill(encoding, room.piece(), room.first(), room.count());
  }

  /// The bytes that the values of this many rows take at least.
  long valueBytes(long rows) {
    return column.type() == StorageType.BOOL
        ? Math.ceilDiv(rows, Byte.SIZE)
        : Math.multiplyExact(rows, column.type().byteWidth());
  }

  void finish(InputTable table) {
    table.add(column.name(), array.finish(), Input.Typing.DECLARED, missing);
  }

  private void readBits(ElementReader reader, long rows) throws IOException {
    for (long row = 0; row < rows; row += CHUNK_BYTES * (long) Byte.SIZE) {
      int some = (int) Math.min(CHUNK_BYTES * (long) Byte.SIZE, rows - row);
      byte[] bits = reader.bytes(bytesOfBits(some), "the values of " + column.name());
      int bit = 0;
      while (bit < some) {
        Room room = array.room(some - bit);
        for (long i = 0; i < room.count(); i++, bit++) {
          byte value = (byte) (bits[bit >>> 3] >>> (bit & 7) & 1);
          room.piece().segment().set(ValueLayout.JAVA_BYTE, room.first() + i, value);
        }
      }
    }
  }

  /// Refuses values of uint64 that int64 does not hold, but not where there is no value.
  ///
  /// @param first the row of the room's first element
  private void requireInt64(Room room, long first) {
    for (long i = 0; i < room.count(); i++) {
      long value = room.piece().longAt(room.first() + i);
      if (value < 0 && missing.next(first + i) != first + i) {
        throw ArrayBody.inArray(
            column.name(),
            new ComputeException(ErrorCode.INVALID_INPUT, ElementEncoding.beyondInt64(value))
                .atPointer("/" + (first + i)));
      }
    }
  }

  private static int bytesOfBits(int bits) {
    return Math.ceilDiv(bits, Byte.SIZE);
  }
}

package io.parallax.format;

import io.parallax.array.Input;
import io.parallax.array.NDArray;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.memory.Reservation;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Columns of the same length that become inputs, with the rows in which they have no value. For
/// one thread; used once.
public final class InputTable {
  private final Nulls nulls;
  private final Reservation reservation;
  private final List<Column> columns = new ArrayList<>();

  public InputTable(Nulls nulls, Reservation reservation) {
    this.nulls = nulls;
    this.reservation = reservation;
  }

  private record Column(String name, NDArray array, Input.Typing typing, RowMask missing) {}

  /// Adds a column.
  ///
  /// @param array 1-d; the elements of missing rows may be anything
  public void add(String name, NDArray array, Input.Typing typing, RowMask missing) {
    columns.add(new Column(name, array, typing, missing));
  }

  /// The inputs, without missing values.
  ///
  /// @param only the name of the only column if it gets another one
  /// @throws ComputeException INVALID_INPUT with a pointer that begins with the column's name
  public Map<String, Input> inputs(Optional<String> only) {
    RowMask skipped = new RowMask(reservation);
    for (Column column : columns) {
      if (column.missing().count() > 0) {
        replaceMissing(column, skipped);
      }
    }
    Map<String, Input> inputs = new LinkedHashMap<>();
    for (Column column : columns) {
      String name = columns.size() == 1 ? only.orElse(column.name()) : column.name();
      NDArray kept = skipped.count() == 0 ? column.array() : without(skipped, column.array());
      inputs.put(name, new Input.Literal(kept, column.typing()));
    }
    return inputs;
  }

  private void replaceMissing(Column column, RowMask skipped) {
    switch (nulls) {
      case Nulls.Refused _ -> fill(column, notANumber(column));
      case Nulls.Skipped _ -> skipped.addAll(column.missing());
      case Nulls.Replaced value -> fill(column, bits(value, column));
    }
  }

  private static long notANumber(Column column) {
    return switch (column.array().type()) {
      case FLOAT32 -> Float.floatToRawIntBits(Float.NaN);
      case FLOAT64 -> Double.doubleToRawLongBits(Double.NaN);
      case BOOL, INT32, INT64 -> throw refused(column);
    };
  }

  private static long bits(Nulls.Replaced value, Column column) {
    try {
      return value.bits(column.array().arrayType().storage());
    } catch (ComputeException failure) {
      throw new ComputeException(
          failure.code(), "the column \"%s\": %s".formatted(column.name(), failure.detail()));
    }
  }

  private static void fill(Column column, long bits) {
    RowMask missing = column.missing();
    for (long row = missing.next(0); row >= 0; row = missing.next(row + 1)) {
      column.array().setBitsAt(row, bits);
    }
  }

  private static NDArray without(RowMask skipped, NDArray array) {
    MemorySegment elements = array.segment();
    int width = array.arrayType().storage().byteWidth();
    long to = skipped.next(0);
    long next = to;
    for (long from = to; from < array.elementCount(); from++) {
      if (from == next) {
        next = skipped.next(from + 1);
      } else {
        MemorySegment.copy(elements, from * width, elements, to * width, width);
        to++;
      }
    }
    return array.leading(to);
  }

  private static ComputeException refused(Column column) {
    long row = column.missing().next(0);
    return ArrayBody.inArray(
        column.name(),
        new ComputeException(
                ErrorCode.INVALID_INPUT,
                ("the column \"%s\" of type %s has no value in row %d, counted from 0, and there is"
                        + " no NaN of this type: add nulls=skip to the media type to leave such"
                        + " rows out, or a value such as nulls=0")
                    .formatted(column.name(), column.array().type(), row))
            .atPointer("/" + row));
  }
}

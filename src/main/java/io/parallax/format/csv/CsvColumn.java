package io.parallax.format.csv;

import io.parallax.array.ArrayBuilder;
import io.parallax.array.Input;
import io.parallax.array.NDArray;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.format.InputTable;
import io.parallax.format.RowMask;
import io.parallax.memory.Reservation;
import io.parallax.type.Shape;
import java.math.BigDecimal;

/// A column while it is read. Its type follows from its fields as that of an array in JSON does:
/// all bools, all integers (int64), or float64. Used once.
final class CsvColumn {
  private static final int SHOWN_CHARACTERS = 40;

  private final String name;
  private final ArrayBuilder builder;
  private final RowMask missing;
  private final CsvNumber number = new CsvNumber();
  private long rows;
  private boolean hasValue;
  private boolean isBool;
  private boolean hasFloat;
  private boolean hasBeyond;
  private long inexactLine;

  CsvColumn(String name, Reservation reservation) {
    this.name = name;
    this.builder = ArrayBuilder.inferring(reservation);
    this.missing = new RowMask(reservation);
  }

  String name() {
    return name;
  }

  /// Takes the current field as the value of the next row.
  void take(CsvFields fields) {
    CsvNumber.Kind kind = number.read(fields.bytes(), fields.from(), fields.to());
    if (kind == CsvNumber.Kind.MISSING) {
      takeMissing();
    } else {
      takeValue(kind, fields);
    }
    rows++;
  }

  private void takeValue(CsvNumber.Kind kind, CsvFields fields) {
    if (!hasValue) {
      beginWith(kind == CsvNumber.Kind.BOOL);
    }
    if (isBool != (kind == CsvNumber.Kind.BOOL) && kind != CsvNumber.Kind.OTHER) {
      throw invalid(fields, "stands among " + (isBool ? "bools" : "numbers"));
    }
    switch (kind) {
      case BOOL -> builder.appendBool(number.integer() == 1);
      case INTEGER -> takeInteger(fields);
      case BEYOND -> {
        hasBeyond = true;
        noteInexact(fields);
        builder.appendFloat(number.floating());
      }
      case FLOAT -> {
        hasFloat = true;
        builder.appendFloat(number.floating());
      }
      case INFINITE -> throw invalid(fields, "is outside float64; write inf if it is meant");
      case OTHER -> throw invalid(fields, "is no number and no bool" + advice(fields));
      case MISSING -> throw new AssertionError(kind);
    }
  }

  private void takeInteger(CsvFields fields) {
    long value = number.integer();
    if (value == 0 && Double.doubleToRawLongBits(number.floating()) != 0) {
      builder.appendNegativeZero();
      return;
    }
    if ((long) (double) value != value || value == Long.MAX_VALUE) {
      noteLine(fields);
    }
    builder.appendInteger(value);
  }

  /// Stores something for the missing values before the first value, so that bools are the first
  /// elements where they are the type.
  private void beginWith(boolean bool) {
    hasValue = true;
    isBool = bool;
    for (long row = 0; row < rows; row++) {
      appendNothing();
    }
  }

  private void takeMissing() {
    missing.add(rows);
    if (hasFloat) {
      builder.appendFloat(Double.NaN);
    } else if (hasValue) {
      appendNothing();
    }
  }

  private void appendNothing() {
    if (isBool) {
      builder.appendBool(false);
    } else {
      builder.appendInteger(0);
    }
  }

  private void noteInexact(CsvFields fields) {
    boolean isExact =
        new BigDecimal(fields.text()).compareTo(new BigDecimal(number.floating())) == 0;
    if (!isExact) {
      noteLine(fields);
    }
  }

  private void noteLine(CsvFields fields) {
    inexactLine = inexactLine == 0 ? fields.line() : inexactLine;
  }

  /// Adds the column to a table.
  void finish(InputTable table) {
    if (!hasFloat && hasBeyond && inexactLine > 0) {
      throw new ComputeException(
          ErrorCode.INVALID_INPUT,
          ("the column \"%s\" has integers outside int64, and float64 would round the one in line"
                  + " %d: write it with a fraction to have it rounded")
              .formatted(name, inexactLine));
    }
    if (!hasValue) {
      for (long row = 0; row < rows; row++) {
        builder.appendFloat(Double.NaN);
      }
    }
    NDArray array = builder.finish(Shape.of(rows));
    table.add(name, array, Input.Typing.INFERRED, missing);
  }

  private ComputeException invalid(CsvFields fields, String what) {
    String text = fields.text();
    String shown =
        text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "…";
    return new ComputeException(
            ErrorCode.INVALID_INPUT,
            "line %d, column \"%s\": \"%s\" %s".formatted(fields.line(), name, shown, what))
        .atPointer("/" + rows);
  }

  private String advice(CsvFields fields) {
    String text = fields.text();
    boolean isOtherSeparator =
        (text.contains(";") || text.contains("\t")) && (name.contains(";") || name.contains("\t"));
    return isOtherSeparator ? ": columns are separated by commas" : "";
  }
}

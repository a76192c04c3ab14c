package io.parallax.format.csv;

import io.parallax.array.Input;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.format.ArrayBody;
import io.parallax.format.ArrayFormat;
import io.parallax.format.ArrayLimits;
import io.parallax.format.InputTable;
import io.parallax.format.Nulls;
import io.parallax.limit.Deadline;
import io.parallax.memory.Reservation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Reads the columns of a CSV file. The first line has their names, which are any texts. A field is
/// a number, a bool (`true`, `false`), or missing: empty, `NA` or `null`. A missing number is NaN
/// among floats and refused among integers and bools, unless the parameter `nulls` says what it
/// becomes.
@Component
public final class CsvArrayFormat implements ArrayFormat {
  static final String MEDIA_TYPE = "text/csv";

  private static final String HEADER = "header";

  @Override
  public String mediaType() {
    return MEDIA_TYPE;
  }

  @Override
  public Map<String, Input> read(ArrayBody body, Reservation reservation, Deadline deadline)
      throws IOException {
    body.requireParameters(Nulls.PARAMETER, HEADER);
    if (!body.parameters().getOrDefault(HEADER, "present").equals("present")) {
      throw new ComputeException(
          ErrorCode.INVALID_ARGUMENT, "the first line must have the names of the columns");
    }
    Nulls nulls = Nulls.of(Optional.ofNullable(body.parameters().get(Nulls.PARAMETER)));
    CsvFields fields = new CsvFields(body.stream(), deadline);
    ArrayLimits limits = body.limits();
    List<CsvColumn> columns = columns(fields, limits, reservation);
    for (long row = 0; !fields.isAtEnd(); row++) {
      if (row == limits.elements()) {
        throw new ComputeException(
            ErrorCode.TOO_LARGE, "there are more than " + limits.elements() + " lines of values");
      }
      readRow(fields, columns);
    }
    InputTable table = new InputTable(nulls, reservation);
    for (CsvColumn column : columns) {
      column.finish(table);
    }
    return table.inputs(body.name());
  }

  private static void readRow(CsvFields fields, List<CsvColumn> columns) throws IOException {
    fields.next();
    if (columns.size() > 1 && fields.isEmptyLine()) {
      if (fields.isAtEnd()) {
        return;
      }
      throw fields.malformed("the line is empty");
    }
    int index = 0;
    do {
      if (index > 0) {
        fields.next();
      }
      if (index == columns.size()) {
        throw fields.malformed(
            "there are more fields than the %d columns of the first line"
                .formatted(columns.size()));
      }
      CsvColumn column = columns.get(index++);
      try {
        column.take(fields);
      } catch (ComputeException failure) {
        throw ArrayBody.inArray(column.name(), failure);
      }
    } while (!fields.endsLine());
    if (index < columns.size()) {
      throw fields.malformed(
          "there are %d fields, and the first line names %d columns"
              .formatted(index, columns.size()));
    }
  }

  private static List<CsvColumn> columns(
      CsvFields fields, ArrayLimits limits, Reservation reservation) throws IOException {
    if (fields.isAtEnd()) {
      throw new ComputeException(
          ErrorCode.MALFORMED_BODY, "the CSV is empty: its first line has the columns' names");
    }
    List<CsvColumn> columns = new ArrayList<>();
    Set<String> names = new HashSet<>();
    boolean areNumbers = true;
    do {
      fields.next();
      String name = fields.text();
      if (name.isEmpty() && !fields.isQuoted()) {
        throw fields.malformed("column " + (columns.size() + 1) + " has no name");
      }
      if (!fields.isQuoted() && name.indexOf('\r') >= 0) {
        throw fields.malformed("lines end in LF or CRLF, not in CR alone");
      }
      if (!names.add(name)) {
        throw fields.malformed("two columns are called \"" + name + "\"");
      }
      if (names.size() > limits.arrays()) {
        throw new ComputeException(
            ErrorCode.TOO_LARGE, "there are more than " + limits.arrays() + " columns");
      }
      areNumbers &= isNumber(fields);
      columns.add(new CsvColumn(name, reservation));
    } while (!fields.endsLine());
    if (areNumbers) {
      throw fields.malformed(
          "the first line has the columns' names, and it has only numbers: add a line of names, or"
              + " put numbers that are names in quotes");
    }
    return columns;
  }

  private static boolean isNumber(CsvFields fields) {
    return switch (new CsvNumber().read(fields.bytes(), fields.from(), fields.to())) {
      case INTEGER, BEYOND, FLOAT, INFINITE -> !fields.isQuoted();
      case MISSING, BOOL, OTHER -> false;
    };
  }
}

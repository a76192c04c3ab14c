package io.parallax.format.csv;

import io.parallax.array.NDArray;
import io.parallax.format.ArraysAnswerFormat;
import io.parallax.format.Columns;
import io.parallax.format.NumberText;
import io.parallax.format.StoredArray;
import io.parallax.type.ArrayType;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Writes the results of an answer as the columns of a CSV file with a line of names, as RFC 4180
/// has it, but with lines that end in a newline alone. A float has the shortest digits that read
/// back as the same float. Values that are not finite are `NaN`, `Infinity` and `-Infinity`.
@Component
public final class CsvAnswerFormat implements ArraysAnswerFormat {
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final String SPECIAL = ",\"\r\n";

  @Override
  public String mediaType() {
    return "text/csv";
  }

  @Override
  public boolean isText() {
    return true;
  }

  @Override
  public Optional<String> refusal(Map<String, ArrayType> results) {
    return Columns.refusal(results);
  }

  /// Unknown before the numbers are written.
  @Override
  public OptionalLong length(Map<String, StoredArray> arrays) {
    return OptionalLong.empty();
  }

  @Override
  public void write(Map<String, StoredArray> results, OutputStream stream) throws IOException {
    stream.write(
        results.keySet().stream()
            .map(CsvAnswerFormat::field)
            .collect(Collectors.joining(",", "", "\n"))
            .getBytes(StandardCharsets.UTF_8));
    List<NDArray> columns = results.values().stream().map(StoredArray::array).toList();
    writeRows(columns, Columns.rows(results), stream);
  }

  private static void writeRows(List<NDArray> columns, long rows, OutputStream stream)
      throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    int at = 0;
    for (long row = 0; row < rows; row++) {
      for (NDArray column : columns) {
        if (at > BUFFER_BYTES - NumberText.MAX_BYTES - 1) {
          stream.write(buffer, 0, at);
          at = 0;
        }
        at = put(column, row, buffer, at);
        buffer[at++] = ',';
      }
      buffer[at - 1] = '\n';
    }
    stream.write(buffer, 0, at);
  }

  private static int put(NDArray column, long row, byte[] target, int at) {
    if (column.arrayType().storage().isNarrow()) {
      return putNarrow(column, row, target, at);
    }
    MemorySegment elements = column.segment();
    return switch (column.type()) {
      case BOOL -> NumberText.put(elements.get(ValueLayout.JAVA_BYTE, row) != 0, target, at);
      case INT32 -> NumberText.put(elements.getAtIndex(ValueLayout.JAVA_INT, row), target, at);
      case INT64 -> NumberText.put(elements.getAtIndex(ValueLayout.JAVA_LONG, row), target, at);
      case FLOAT32 -> NumberText.put(elements.getAtIndex(ValueLayout.JAVA_FLOAT, row), target, at);
      case FLOAT64 -> NumberText.put(elements.getAtIndex(ValueLayout.JAVA_DOUBLE, row), target, at);
    };
  }

  private static int putNarrow(NDArray column, long row, byte[] target, int at) {
    long bits = column.bitsAt(row);
    return column.type().isFloating()
        ? NumberText.put(Float.intBitsToFloat((int) bits), target, at)
        : NumberText.put(bits, target, at);
  }

  /// A name as a field, in quotes where a reader would not take it as it is.
  private static String field(String name) {
    boolean plain =
        name.chars().allMatch(character -> SPECIAL.indexOf(character) < 0)
            && name.equals(name.strip())
            && !name.isEmpty();
    return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
  }
}

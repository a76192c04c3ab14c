package io.parallax.format.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.array.Input;
import io.parallax.array.NDArray;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.format.testing.ArrayReading;
import io.parallax.format.testing.JsonBodies;
import io.parallax.format.testing.WrittenFiles;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvArrayFormatTest {
  @RegisterExtension private final ArrayReading arrays = new ArrayReading(new CsvArrayFormat());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          x\\n1\\n2\\n                     | x int64 1 2
          x\\n1\\n2                        | x int64 1 2
          x\\r\\n1\\r\\n2\\r\\n            | x int64 1 2
          x\\n                             | x float64
          x                                | x float64
          a,b\\n1,2.5\\n-3,4\\n            | a int64 1 -3, b float64 2.5 4.0
          a,b\\n1,true\\n0,False\\n        | a int64 1 0, b bool true false
          "a b","c,d"\\n"1","2"\\n         | a b int64 1, c,d int64 2
          "a""b"\\n1\\n                    | a"b int64 1
          "2020","2021"\\n1,2\\n           | 2020 int64 1, 2021 int64 2
          "a\\nb"\\n1\\n                   | a\\nb int64 1
           a , b \\n 1 , 2\\t\\n           | a int64 1, b int64 2
          größe\\n1\\n                     | größe int64 1
          x\\n1\\n\\n2.5\\n                | x float64 1.0 NaN 2.5
          x\\n\\n1.5\\nNA\\nnull\\n        | x float64 NaN 1.5 NaN NaN
          a,b\\n,1.5\\n,2\\n               | a float64 NaN NaN, b float64 1.5 2.0
          x\\nnan\\ninf\\n-Infinity\\n     | x float64 NaN Infinity -Infinity
          x\\n-0\\n1\\n                    | x int64 0 1
          x\\n-0\\n1.5\\n                  | x float64 -0.0 1.5
          x\\n.5\\n5.\\n1e3\\n1E-2\\n      | x float64 0.5 5.0 1000.0 0.01
          x\\n007\\n                       | x int64 7
          x\\n9223372036854775807\\n-9223372036854775808\\n | x int64 9223372036854775807 -9223372036854775808
          x\\n100000000000000000000\\n1\\n | x float64 1.0E20 1.0
          x\\n1e400000000000\\n            | none
          """)
  void readsColumns(String text, String columns) {
    byte[] bytes = bytes(text);

    if (columns.equals("none")) {
      assertThat(arrays.refusal(bytes).code()).isEqualTo(ErrorCode.INVALID_INPUT);
      return;
    }
    assertThat(shown(arrays.read(bytes, Map.of()))).isEqualTo(columns.replace("\\n", "\n"));
  }

  static List<List<String>> files() {
    return WrittenFiles.rows(CsvArrayFormatTest.class, "files.tsv");
  }

  @ParameterizedTest
  @MethodSource("files")
  void readsWhatOthersWrite(List<String> file) {
    byte[] bytes = Base64.getDecoder().decode(file.get(2));

    assertThat(shown(arrays.read(bytes, Map.of()))).isEqualTo(file.get(1).replace(";", ", "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          skip  | a int64 1 4, b float64 1.5 4.5, c bool true false
          -7    | none
          0     | none
          true  | none
          """)
  void skipsRowsWithoutAValue(String nulls, String columns) {
    byte[] bytes =
        bytes("a,b,c\\n1,1.5,true\\n,2.5,true\\n3,3.5,\\n4,4.5,false\\n5,,true\\n6,NA,true\\n");

    if (columns.equals("none")) {
      assertThat(arrays.refusal(bytes, Map.of("nulls", nulls)).detail())
          .contains("which is no value of type");
    } else {
      assertThat(shown(arrays.read(bytes, Map.of("nulls", nulls)))).isEqualTo(columns);
    }
  }

  @Test
  void takesAnEmptyLineAtTheEndAndAQuotedNameOfNothing() {
    assertThat(shown(arrays.read(bytes("a,\"\"\\r\\n1,2\\r\\n\\r\\n"), Map.of())))
        .isEqualTo("a int64 1, int64 2");
  }

  @Test
  void leavesNoRowOfAColumnWithoutValues() {
    byte[] nothing = bytes("a,b\\n,1\\nNA,2\\n");

    assertThat(shown(arrays.read(nothing, Map.of("nulls", "skip"))))
        .isEqualTo("a float64, b int64");
    assertThat(shown(arrays.read(nothing, Map.of("nulls", "3"))))
        .isEqualTo("a float64 3.0 3.0, b int64 1 2");
  }

  @Test
  void replacesMissingValues() {
    byte[] integers = bytes("a,b\\n,1.5\\n2,\\n,3\\n");
    byte[] bools = bytes("a\\n\\ntrue\\n");

    assertThat(shown(arrays.read(integers, Map.of("nulls", "-7"))))
        .isEqualTo("a int64 -7 2 -7, b float64 1.5 -7.0 3.0");
    assertThat(shown(arrays.read(bools, Map.of("nulls", "true")))).isEqualTo("a bool true true");
    ComputeException refused = arrays.refusal(integers);
    assertThat(refused.pointer()).contains("/a/0");
    assertThat(refused.detail()).contains("nulls=skip");
    assertThat(arrays.refusal(integers, Map.of("nulls", "some")).code())
        .isEqualTo(ErrorCode.INVALID_ARGUMENT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``                       | MALFORMED_BODY | the CSV is empty
          a,a\\n1,2                | MALFORMED_BODY | line 1: two columns are called "a"
          a,\\n1,2                 | MALFORMED_BODY | line 1: column 2 has no name
          1,2\\n3,4                | MALFORMED_BODY | line 1: the first line has the columns' names, and it has only numbers
          a\\r1\\r2\\r               | MALFORMED_BODY | line 1: lines end in LF or CRLF, not in CR alone
          a,b\\n1,2\\n\\n3,4\\n      | MALFORMED_BODY | line 3: the line is empty
          a,b\\n1,2\\n3            | MALFORMED_BODY | line 3: there are 1 fields
          a,b\\n1,2,3              | MALFORMED_BODY | line 2: there are more fields than the 2 columns
          a\\n"1                   | MALFORMED_BODY | line 2: a quote is not closed
          a\\n"1"2                 | MALFORMED_BODY | line 2: after a quote
          a\\n1\\nx\\n             | INVALID_INPUT  | line 3, column "a": "x" is no number and no bool
          a;b\\n1;2\\n             | INVALID_INPUT  | line 2, column "a;b": "1;2" is no number and no bool: columns are separated by commas
          a\\n1,5\\n               | MALFORMED_BODY | line 2: there are more fields
          a\\n1\\ntrue\\n          | INVALID_INPUT  | line 3, column "a": "true" stands among numbers
          a\\nfalse\\n0\\n         | INVALID_INPUT  | line 3, column "a": "0" stands among bools
          a\\n1e999\\n             | INVALID_INPUT  | line 2, column "a": "1e999" is outside float64
          a\\n0x10\\n              | INVALID_INPUT  | line 2, column "a": "0x10" is no number
          a\\n1f\\n                | INVALID_INPUT  | line 2, column "a": "1f" is no number
          a\\n1e\\n                | INVALID_INPUT  | line 2, column "a": "1e" is no number
          a\\n.\\n                 | INVALID_INPUT  | line 2, column "a": "." is no number
          a\\n-\\n                 | INVALID_INPUT  | line 2, column "a": "-" is no number
          a\\n+1\\n                | INVALID_INPUT  | line 2, column "a": "+1" is no number
          a\\n100000000000000000001\\n2\\n | INVALID_INPUT | the column "a" has integers outside int64
          a,b,c,d,e,f,g,h,i\\n     | TOO_LARGE      | there are more than 8 columns
          """)
  void namesTheLineAndTheColumnThatAreWrong(String text, ErrorCode code, String detail) {
    ComputeException refused = arrays.refusal(bytes(text));

    assertThat(refused.code()).isEqualTo(code);
    assertThat(refused.detail()).startsWith(detail);
  }

  @Test
  void readsAMarkOfTheByteOrder() {
    assertThat(shown(arrays.read(bytes("\uFEFFx\\n1\\n"), Map.of()))).isEqualTo("x int64 1");
  }

  @Test
  void refusesWhatIsNotUtf8AndTooLong() {
    byte[] notUtf8 = {'a', (byte) 0xFF, '\n', '1'};
    byte[] tooLong = bytes("a\\n" + "1".repeat(CsvFields.MAX_FIELD_BYTES + 1));
    byte[] tooMany = "a\n".concat("1\n".repeat(JsonBodies.MAX_ELEMENTS + 1)).getBytes(UTF_8);

    assertThat(arrays.refusal(notUtf8).detail()).isEqualTo("line 1: a field is not UTF-8");
    assertThat(arrays.refusal(tooLong).code()).isEqualTo(ErrorCode.TOO_LARGE);
    assertThat(arrays.refusal(tooMany).code()).isEqualTo(ErrorCode.TOO_LARGE);
    assertThat(arrays.refusal(bytes("a"), Map.of("header", "absent")).detail())
        .contains("first line");
  }

  @Test
  void namesAnOnlyColumnByItsPart() {
    assertThat(shown(arrays.slowly("y", bytes("x\\n1\\n"), Map.of()))).isEqualTo("y int64 1");
    assertThat(shown(arrays.slowly("y", bytes("a,b\\n1,2\\n"), Map.of())))
        .isEqualTo("a int64 1, b int64 2");
  }

  @Test
  void roundsEveryNumberAsTheJdkDoes() {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder("x,y\n");
    int rows = 20_000;
    String[] written = new String[rows];
    for (int row = 0; row < rows; row++) {
      double value =
          row % 2 == 0
              ? Double.longBitsToDouble(random.nextLong())
              : random.nextInt(2_000_000) / Math.pow(10, random.nextInt(7));
      written[row] = String.valueOf(Double.isNaN(value) ? 0.5 : value);
      text.append(written[row]).append(',').append(row).append('\n');
    }

    Map<String, Input> read = arrays.read(text.toString().getBytes(UTF_8), Map.of());

    NDArray values = ArrayReading.array(java.util.Objects.requireNonNull(read.get("x")));
    for (int row = 0; row < rows; row++) {
      assertThat(values.doubleAt(row)).isEqualTo(Double.parseDouble(written[row]));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "skip", "0"})
  void survivesDamage(String nulls) {
    byte[] valid =
        bytes("\uFEFFa,\"b \"\"c\"\"\",d\\r\\n1,-2.5e3,true\\r\\n,NA,false\\r\\n3,inf,true");
    Map<String, String> parameters = nulls.isEmpty() ? Map.of() : Map.of("nulls", nulls);

    ArrayReading.damage(valid, 3_000, damaged -> arrays.survives(damaged, parameters));
  }

  private static byte[] bytes(String text) {
    return text.replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t").getBytes(UTF_8);
  }

  private static String shown(Map<String, Input> inputs) {
    return inputs.entrySet().stream()
        .map(
            entry -> {
              NDArray array = ArrayReading.array(entry.getValue());
              String elements = String.join(" ", ArrayReading.elements(array));
              return (entry.getKey() + " " + array.type() + " " + elements).strip();
            })
        .collect(Collectors.joining(", "));
  }
}

package io.parallax.format.npy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.array.NDArray;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.format.testing.ArrayReading;
import io.parallax.format.testing.WrittenFiles;
import io.parallax.type.DataType;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NpyArrayFormatTest {
  @RegisterExtension private final ArrayReading arrays = new ArrayReading(new NpyArrayFormat());

  static List<List<String>> files() {
    return WrittenFiles.rows(NpyArrayFormatTest.class, "files.tsv");
  }

  static List<List<String>> refusedFiles() {
    return WrittenFiles.rows(NpyArrayFormatTest.class, "refused.tsv");
  }

  @ParameterizedTest
  @MethodSource("files")
  void readsWhatNumPyWrites(List<String> file) {
    byte[] bytes = Base64.getDecoder().decode(file.get(4));

    requireAsWritten(arrays.array(bytes), file);
    requireAsWritten(ArrayReading.array(arrays.slowly("a", bytes, Map.of()).get("a")), file);
  }

  private static void requireAsWritten(NDArray array, List<String> file) {
    assertThat(array.type().label()).isEqualTo(file.get(1));
    List<String> extents = array.shape().extents().stream().map(String::valueOf).toList();
    assertThat(String.join(",", extents)).isEqualTo(file.get(2));
    assertThat(String.join(" ", ArrayReading.elements(array))).isEqualTo(javaText(file));
  }

  /// The elements as Java writes them.
  private static String javaText(List<String> file) {
    if (!file.get(1).startsWith("float") || file.get(3).isEmpty()) {
      return file.get(3);
    }
    return String.join(
        " ",
        java.util.Arrays.stream(file.get(3).split(" ", -1))
            .map(each -> String.valueOf(Double.parseDouble(each)))
            .toList());
  }

  @ParameterizedTest
  @MethodSource("refusedFiles")
  void refusesOtherTypesByTheirNames(List<String> file) {
    ComputeException refused = arrays.refusal(Base64.getDecoder().decode(file.get(1)));

    assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_INPUT);
    assertThat(refused.detail()).startsWith("an array of the type '").contains("float16, float32");
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "8191", "8192", "8193", "65536", "100000"})
  void readsArraysOfEveryLength(int count) {
    ByteBuffer elements = ByteBuffer.allocate(count * Double.BYTES).order(ByteOrder.BIG_ENDIAN);
    for (int i = 0; i < count; i++) {
      elements.putDouble(i + 0.5);
    }

    NDArray array = arrays.array(file("'>f8'", "False", "(" + count + ",)", elements.array()));

    assertThat(array.elementCount()).isEqualTo(count);
    for (int i = 0; i < count; i++) {
      assertThat(array.doubleAt(i)).isEqualTo(i + 0.5);
    }
  }

  @Test
  void saysWhatIsWrongWithAShapeAndAnArchive() {
    byte[] huge = file("'<f8'", "False", "(99999999999999999999,)", new byte[8]);
    byte[] fraction = file("'<f8'", "False", "(6.0,)", new byte[8]);
    byte[] archive = {'P', 'K', 3, 4, 0, 0, 0, 0, 0, 0};

    assertThat(arrays.refusal(huge).detail()).contains("99999999999999999999 is outside int64");
    assertThat(arrays.refusal(fraction).detail()).contains("6.0 is no integer");
    assertThat(arrays.refusal(archive).detail()).contains("send each .npy file");
  }

  @Test
  void turnsFortranOrderOfLongArraysIntoRowMajorOrder() {
    int rows = 300;
    int columns = 301;
    ByteBuffer elements =
        ByteBuffer.allocate(rows * columns * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int column = 0; column < columns; column++) {
      for (int row = 0; row < rows; row++) {
        elements.putInt(row * 1000 + column);
      }
    }

    NDArray array = arrays.array(file("'<i4'", "True", "(300, 301)", elements.array()));

    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        assertThat(array.longAt((long) row * columns + column)).isEqualTo(row * 1000 + column);
      }
    }
  }

  @Test
  void namesTheElementThatHasNoValue() {
    byte[] six = new byte[6 * Long.BYTES];
    six[4 * Long.BYTES + 7] = (byte) 0x80;

    ComputeException inRows = arrays.refusal(file("'<u8'", "False", "(2, 3)", six));
    ComputeException inColumns = arrays.refusal(file("'<u8'", "True", "(2, 3)", six));
    ComputeException bool = arrays.refusal(file("'|b1'", "False", "(2,)", new byte[] {1, 2}));

    assertThat(inRows.pointer()).contains("/x/1/1");
    assertThat(inRows.detail()).startsWith("9223372036854775808 is outside uint64");
    assertThat(inColumns.pointer()).contains("/x/0/2");
    assertThat(bool.pointer()).contains("/x/1");
    assertThat(bool.code()).isEqualTo(ErrorCode.INVALID_INPUT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'descr': '<f8', 'fortran_order': False, 'shape': (2,)}              | MALFORMED_BODY
          {'descr': '<f8', 'fortran_order': False, 'shape': (1, 1, )}          | none
          {"descr":"<f8","fortran_order":False,"shape":(1L,)}                  | none
          {'descr': '<f8', 'fortran_order': False, 'shape': [1]}               | none
          {'descr': '<f8', 'fortran_order': False}                             | MALFORMED_BODY
          {'descr': '<f8', 'fortran_order': False, 'shape': (1,), 'x': 1}      | MALFORMED_BODY
          {'descr': '<f8', 'fortran_order': 0, 'shape': (1,)}                  | MALFORMED_BODY
          {'descr': '<f8', 'fortran_order': False, 'shape': (-1,)}             | MALFORMED_BODY
          {'descr': '<f8', 'fortran_order': False, 'shape': 1}                 | MALFORMED_BODY
          {'descr': '<f8', 'fortran_order': False, 'shape': (1.0,)}            | MALFORMED_BODY
          {'descr': '<f8', 'fortran_order': False, 'shape': (100001,)}         | TOO_LARGE
          {'descr': '<f8', 'fortran_order': False, 'shape': (100000,)}         | MALFORMED_BODY
          {'descr': '<f8', 'fortran_order': False, 'shape': (9999999999, 9999999999)} | TOO_LARGE
          {'descr': '<f8', 'fortran_order': False, 'shape': (9999999999, 9999999999, 0)} | MALFORMED_BODY
          {'descr': '<f8', 'fortran_order': False, 'shape': (1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1)} | INVALID_INPUT
          {'descr': '<f8', 'fortran_order': False, 'shape': ((((((((((1))))))))))} | MALFORMED_BODY
          {'descr': '<f8', 'descr': '<f8', 'fortran_order': False, 'shape': (1,)} | MALFORMED_BODY
          {'descr': '\\x3cf8', 'fortran_order': False, 'shape': (1,)}          | MALFORMED_BODY
          __import__('os').system('true')                                      | MALFORMED_BODY
          {'descr': '<f8', 'fortran_order': False, 'shape': (1,)} or 1         | MALFORMED_BODY
          {'descr': '!f8', 'fortran_order': False, 'shape': (1,)}              | INVALID_INPUT
          {'descr': '<f5', 'fortran_order': False, 'shape': (1,)}              | INVALID_INPUT
          """)
  void readsHeadersAsPythonDoesAndNothingElse(String header, String outcome) {
    byte[] bytes = file(header, new byte[Double.BYTES]);

    if (outcome.equals("none")) {
      assertThat(arrays.array(bytes).type()).isEqualTo(DataType.FLOAT64);
    } else {
      assertThat(arrays.refusal(bytes).code()).isEqualTo(ErrorCode.valueOf(outcome));
    }
  }

  @Test
  void refusesWhatIsNoFile() {
    byte[] valid = file("'<f8'", "False", "(1,)", new byte[Double.BYTES]);
    byte[] newer = valid.clone();
    newer[6] = 4;
    byte[] longer = java.util.Arrays.copyOf(valid, valid.length + 1);
    byte[] hugeHeader = valid.clone();
    hugeHeader[6] = 2;
    hugeHeader[10] = 1;
    hugeHeader[11] = 1;

    assertThat(arrays.refusal("1,2".getBytes(ISO_8859_1)).detail()).contains("\\x93NUMPY");
    assertThat(arrays.refusal(newer).detail()).contains("version 4.0");
    assertThat(arrays.refusal(longer).detail())
        .isEqualTo(
            "there are bytes after the end of the .npy file, which is at byte " + valid.length);
    assertThat(arrays.refusal(hugeHeader).code()).isEqualTo(ErrorCode.TOO_LARGE);
    assertThat(arrays.refusal(valid, Map.of("dtype", "int8")).code())
        .isEqualTo(ErrorCode.UNKNOWN_FIELD);
  }

  @Test
  void survivesDamage() {
    for (List<String> file : files()) {
      byte[] valid = Base64.getDecoder().decode(file.get(4));
      ArrayReading.damage(valid, 200, damaged -> arrays.survives(damaged, Map.of()));
    }
  }

  private static byte[] file(String type, String fortran, String shape, byte[] elements) {
    return file(
        "{'descr': %s, 'fortran_order': %s, 'shape': %s, }".formatted(type, fortran, shape),
        elements);
  }

  private static byte[] file(String header, byte[] elements) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes("\u0093NUMPY\u0001\0".getBytes(ISO_8859_1));
    file.write(header.length());
    file.write(header.length() >> 8);
    file.writeBytes(header.getBytes(ISO_8859_1));
    file.writeBytes(elements);
    return file.toByteArray();
  }
}

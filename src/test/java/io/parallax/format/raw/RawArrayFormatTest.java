package io.parallax.format.raw;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.array.NDArray;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.format.testing.ArrayReading;
import io.parallax.type.Shape;
import io.parallax.type.StorageType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RawArrayFormatTest {
  @RegisterExtension private final ArrayReading arrays = new ArrayReading(new RawArrayFormat());

  @ParameterizedTest
  @EnumSource(StorageType.class)
  void readsEveryType(StorageType type) {
    NDArray array = arrays.array(new byte[5 * type.byteWidth()], Map.of("dtype", type.label()));

    assertThat(array.type()).isEqualTo(type.computing());
    assertThat(array.arrayType().storage())
        .isEqualTo(type == StorageType.UINT64 ? StorageType.INT64 : type);
    assertThat(array.shape()).isEqualTo(Shape.of(5));
    assertThat(array.doubleAt(4)).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2047, 2048, 2049, 4096, 8191, 8192, 99_999, 100_000})
  void readsAsManyElementsAsThereAre(int count) {
    ByteBuffer elements = ByteBuffer.allocate(count * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      elements.putLong(i * 3L);
    }

    NDArray array = arrays.array(elements.array(), Map.of("dtype", "int64"));
    NDArray unsigned =
        ArrayReading.array(
            arrays.slowly("a", elements.array(), Map.of("dtype", "uint64")).get("a"));

    assertThat(array.shape()).isEqualTo(Shape.of(count));
    assertThat(unsigned.shape()).isEqualTo(Shape.of(count));
    for (int i = 0; i < count; i++) {
      assertThat(array.longAt(i)).isEqualTo(i * 3L);
      assertThat(unsigned.longAt(i)).isEqualTo(i * 3L);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2,3       | (2, 3)
          6         | (6,)
          (2, 3)    | (2, 3)
          [1, 6]    | (1, 6)
          (6,)      | (6,)
          """)
  void readsShapes(String text, String shape) {
    NDArray array = arrays.array(new byte[6], Map.of("dtype", "uint8", "shape", text));

    assertThat(array.shape()).hasToString(shape);
  }

  @Test
  void readsScalars() {
    NDArray array = arrays.array(new byte[8], Map.of("dtype", "float64", "shape", "()"));

    assertThat(array.shape()).isEqualTo(Shape.SCALAR);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          float64 | 2   | MALFORMED_BODY | there are bytes after the end of an array of shape (2,)
          float64 | 4   | MALFORMED_BODY | the bytes end too early
          float64 | 2,x | INVALID_INPUT  | the shape "2,x"
          float64 | -1  | INVALID_INPUT  | the shape "-1"
          float64 | 99999999999999999999 | TOO_LARGE | the shape has more elements than can be counted
          float64 | ','  | INVALID_INPUT  | the shape ","
          float64 | +3  | INVALID_INPUT  | the shape "+3"
          float64 | 003 | INVALID_INPUT  | the shape "003"
          float64 | 2,, | INVALID_INPUT  | the shape "2,,"
          float64 | 1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1 | INVALID_INPUT | at most 16
          float64 | 9999999999,9999999999 | TOO_LARGE | more elements than can be counted
          float64 | 100001 | TOO_LARGE | 100001 elements
          double  | 3   | INVALID_INPUT  | there is no dtype double
          flaot64 | 3   | INVALID_INPUT  | did you mean float64?
          """)
  void refusesWhatDoesNotFit(String type, String shape, ErrorCode code, String detail) {
    ComputeException refused =
        arrays.refusal(new byte[3 * Double.BYTES], Map.of("dtype", type, "shape", shape));

    assertThat(refused.code()).isEqualTo(code);
    assertThat(refused.detail()).contains(detail);
  }

  @Test
  void saysWhatIsMissing() {
    assertThat(arrays.refusal(new byte[8]).detail()).contains("; dtype=float64");
    assertThat(arrays.refusal(new byte[8], Map.of("dtype", "int8", "order", "F")).detail())
        .contains("no parameter \"order\"");
    assertThat(arrays.refusal(new byte[9], Map.of("dtype", "int64")).detail())
        .isEqualTo("the bytes are no whole number of int64 elements: 1 bytes are left at byte 8");
    assertThat(arrays.refusal(new byte[100_001], Map.of("dtype", "int8")).code())
        .isEqualTo(ErrorCode.TOO_LARGE);
  }

  @Test
  void namesTheElementThatHasNoValue() {
    byte[] many = new byte[90_000];
    many[80_000] = 2;

    assertThat(arrays.refusal(many, Map.of("dtype", "bool")).pointer()).contains("/x/80000");
  }
}

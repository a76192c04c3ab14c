package io.parallax.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parallax.error.ComputeException;
import io.parallax.format.testing.JsonBodies;
import io.parallax.memory.MemoryBudget;
import io.parallax.memory.Reservation;
import io.parallax.type.DataType;
import io.parallax.type.StorageType;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NarrowingTest {
  @RegisterExtension private final JsonBodies bodies = new JsonBodies();

  private String narrowed(String array, StorageType type) {
    return narrowed(bodies.array(array), type);
  }

  private static String narrowed(NDArray source, StorageType type) {
    MemoryBudget budget = new MemoryBudget(1 << 20);
    Narrowing narrowing = new Narrowing(type);
    try (Reservation reservation = budget.reserve(narrowing.bytes(source.arrayType()))) {
      NDArray narrowed = narrowing.of(source, reservation, () -> {});
      assertThat(narrowed.type()).isEqualTo(type.computing());
      assertThat(narrowed.shape()).isEqualTo(source.shape());
      return LongStream.range(0, narrowed.elementCount())
          .mapToObj(index -> text(narrowed, index))
          .collect(Collectors.joining(" "));
    }
  }

  private static String text(NDArray array, long index) {
    return array.type().isFloating()
        ? Double.toString(array.doubleAt(index))
        : Long.toString(array.longAt(index));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [127, -128]                        | INT8    | 127 -128
          [255, 0]                           | UINT8   | 255 0
          [9223372036854775807]              | UINT64  | 9223372036854775807
          [4294967295]                       | UINT32  | 4294967295
          [2.0, -3e3, -0.0]                  | INT16   | 2 -3000 0
          [true, false]                      | UINT8   | 1 0
          [true, false]                      | FLOAT32 | 1.0 0.0
          [0, 1]                             | BOOL    | 0 1
          [1.0, 0.0]                         | BOOL    | 1 0
          [true]                             | BOOL    | 1
          [0.5, 65504.0, "NaN", "-Infinity"] | FLOAT16 | 0.5 65504.0 NaN -Infinity
          [0.1]                              | FLOAT16 | 0.0999755859375
          [1.0009765625, 1.00048828125]      | FLOAT16 | 1.0009765625 1.0
          [1.0004882812500002]               | FLOAT16 | 1.0009765625
          [0.1, "Infinity", "NaN"]           | FLOAT32 | 0.10000000149011612 Infinity NaN
          [1, 2]                             | FLOAT64 | 1.0 2.0
          [16777216]                         | FLOAT32 | 1.6777216E7
          [9007199254740992]                 | FLOAT64 | 9.007199254740992E15
          """)
  void keepsWhatFits(String array, StorageType type, String expected) {
    assertThat(narrowed(array, type)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [1, 128]                | INT8    | element [1]: 128 is outside int8
          [[1, 2], [3, -1]]       | UINT16  | element [1, 1]: -1 is outside uint16
          -1                      | UINT64  | -1 is outside uint64
          [1.5]                   | INT32   | element [0]: 1.5 is not an integer
          [1.0, 3e9]              | INT32   | element [1]: 3000000000 is outside int32
          ["NaN"]                 | INT64   | element [0]: NaN is not an integer
          [1e300]                 | INT64   | element [0]: 1.0E300 is outside int64
          [1.8446744073709552e19] | UINT64  | element [0]: 1.8446744073709552E19 is outside uint64
          [1.0, 65520.0]          | FLOAT16 | element [1]: 65520.0 is outside float16
          [1.0, 1e39]             | FLOAT32 | element [1]: 1.0E39 is outside float32
          ["Infinity", -1e39]     | FLOAT32 | element [1]: -1.0E39 is outside float32
          [16777217]              | FLOAT32 | element [0]: 16777217 is not exact in float32
          [9007199254740993]      | FLOAT64 | element [0]: 9007199254740993 is not exact in float64
          [9223372036854775807]   | FLOAT64 | element [0]: 9223372036854775807 is not exact
          [2]                     | BOOL    | element [0]: 2 is neither 0 nor 1
          [0.5]                   | BOOL    | element [0]: 0.5 is neither 0 nor 1
          """)
  void refusesWhatDoesNotFit(String array, StorageType type, String sentence) {
    assertThatThrownBy(() -> narrowed(array, type))
        .isInstanceOf(ComputeException.class)
        .hasMessageStartingWith(sentence);
  }

  @Test
  void arraysThatFitAsTheyAreAreNotCopied() {
    NDArray array = bodies.array("{\"dtype\":\"int32\",\"values\":[1,2]}");

    assertThat(new Narrowing(StorageType.INT8).bytes(array.arrayType())).isZero();
    assertThat(narrowed(array, StorageType.UINT8)).isEqualTo("1 2");
    assertThat(array.type()).isEqualTo(DataType.INT32);
  }
}

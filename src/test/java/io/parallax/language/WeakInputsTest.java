package io.parallax.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.language.testing.Failures;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeakInputsTest {
  private static final Map<String, ArrayType> INPUTS =
      Map.of(
          "b", new ArrayType(DataType.BOOL, Shape.of(3)),
          "i", new ArrayType(DataType.INT32, Shape.of(3)),
          "l", new ArrayType(DataType.INT64, Shape.of(3)),
          "f", new ArrayType(DataType.FLOAT32, Shape.of(3)),
          "d", new ArrayType(DataType.FLOAT64, Shape.of(3)),
          "n", new ArrayType(DataType.INT64, Shape.SCALAR),
          "big", new ArrayType(DataType.INT64, Shape.SCALAR),
          "s", new ArrayType(DataType.FLOAT64, Shape.SCALAR));
  private static final Map<String, Weakness> WEAK =
      Map.of("n", Weakness.INT32, "big", Weakness.INT64, "s", Weakness.FLOAT);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          s                  | float64
          n                  | int64
          big                | int64
          s * f              | float32
          n * f              | float32
          big * f            | float32
          s * d              | float64
          s * i              | float64
          s * b              | float64
          n * i              | int32
          i - n              | int32
          n * l              | int64
          big * l            | int64
          n + b              | int64
          n * 2 * i          | int32
          -n * i             | int32
          ~n & i             | int32
          abs(n) * i         | int32
          minimum(n, 3) + i  | int32
          n / 2 * f          | float32
          n / n              | float64
          n * s * f          | float32
          sqrt(s) * f        | float32
          sqrt(n) * f        | float32
          big * big          | int64
          i < n              | bool
          i < big            | bool
          where(b, f, s)     | float32
          where(b, n, i)     | int32
          clip(f, n, s)      | float32
          int64(n) * i       | int64
          float64(s) * f     | float64
          sum(n) + i         | int64
          f ** n             | float32
          f ** 2 + n         | float32
          """)
  void takesTheTypeOfTheOperandItMeets(String text, String type) {
    assertThat(analyze(text).type()).hasToString(type);
  }

  @Test
  void isRefusedWhereItsValueDoesNotFit() {
    assertThat(Failures.show(() -> analyze("i + big")))
        .isEqualTo(
            """
            TYPE_MISMATCH: the value of this input does not fit int32; convert the other operand, \
            for example int64(x)
            i + big
                ^\
            """);
  }

  @Test
  void comparesAValueThatDoesNotFitExactly() {
    Expression.Comparison comparison = (Expression.Comparison) analyze("i < big");

    assertThat(comparison.left().type()).isEqualTo(DataType.INT64);
    assertThat(comparison.right().type()).isEqualTo(DataType.INT64);
  }

  private static Expression analyze(String text) {
    return Analyzer.analyze(text, Parser.parse(text), new Scope(INPUTS, WEAK, Definitions.NONE));
  }
}

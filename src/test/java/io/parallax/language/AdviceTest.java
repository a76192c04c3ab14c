package io.parallax.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.language.testing.Failures;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Wrong expressions, as people of other languages write them, and what the error says.
///
/// A line of `advice.tsv` has the expression, a part of the error's text, and an expression that
/// the advice leads to, if any, between tabs.
class AdviceTest {
  private static final Map<String, ArrayType> INPUTS =
      Map.ofEntries(
          Map.entry("x", new ArrayType(DataType.FLOAT64, Shape.of(3))),
          Map.entry("y", new ArrayType(DataType.FLOAT64, Shape.of(3))),
          Map.entry("z", new ArrayType(DataType.FLOAT64, Shape.of(3))),
          Map.entry("i", new ArrayType(DataType.INT64, Shape.of(3))),
          Map.entry("j", new ArrayType(DataType.INT64, Shape.of(3))),
          Map.entry("b", new ArrayType(DataType.BOOL, Shape.of(3))),
          Map.entry("c", new ArrayType(DataType.BOOL, Shape.of(3))),
          Map.entry("m", new ArrayType(DataType.FLOAT64, Shape.of(2, 3))),
          Map.entry("q", new ArrayType(DataType.FLOAT64, Shape.SCALAR)));

  record Row(String wrong, String advice, String instead) {
    static Row of(String line) {
      String[] cells = line.split("\t", -1);
      return new Row(cells[0], cells[1], cells.length > 2 ? cells[2] : "");
    }
  }

  static Stream<Row> rows() throws IOException {
    try (InputStream table =
        Objects.requireNonNull(AdviceTest.class.getResourceAsStream("advice.tsv"))) {
      List<String> lines =
          new String(table.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      return lines.stream().map(Row::of);
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void wrongExpressionsAreRefusedWithAdviceThatWorks(Row row) {
    String detail = Failures.of(() -> analyze(row.wrong())).detail();
    assertThat(detail).contains(row.advice());
    if (!row.instead().isEmpty()) {
      assertThat(analyze(row.instead())).isNotNull();
    }
  }

  @Test
  void theTableIsLong() throws IOException {
    assertThat(rows()).hasSizeGreaterThanOrEqualTo(100);
  }

  @Test
  void everyExpressionThatIsAdvisedForANameHasAMeaning() {
    assertThat(ForeignNames.expressions()).hasSizeGreaterThan(100).allSatisfy(AdviceTest::analyze);
  }

  @Test
  void noForeignNameIsAFunctionOfTheLanguage() {
    assertThat(ForeignNames.names().stream().filter(name -> Function.ofLabel(name).isPresent()))
        .isEmpty();
  }

  private static Expression analyze(String text) {
    return Analyzer.analyze(text, Parser.parse(text), INPUTS);
  }
}

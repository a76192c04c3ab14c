package io.parallax.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.language.testing.Failures;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InputNamesTest {
  private static final ArrayType TYPE = new ArrayType(DataType.INT32, Shape.of(2));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a", "e", "pi", "x_1", "größe", "_", "lambda", "Sin", "axis", "λ", "sum", "float64", "None"
      })
  void identifiersNameInputsAsTheyAre(String name) {
    assertThat(Names.written(name)).isEqualTo(name);
    assertThat(typeOf(name, name)).isEqualTo(DataType.INT32);
    assertThat(typeOf("`" + name + "`", name)).isEqualTo(DataType.INT32);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "1a",
        "2nd",
        "a b",
        "a.b",
        "a-b",
        " a",
        "price (EUR)",
        "a\n\tb",
        "a\u0000",
        "x\u00AD",
        "😀",
        "`",
        "``",
        "a`b",
        "`a",
        "a`",
        "+",
        "==",
        "and",
        "not",
        "True",
        "false",
        "if",
        "is",
        "in"
      })
  void anyOtherTextNamesAnInputInBackticks(String name) {
    String written = Names.written(name);

    assertThat(written).startsWith("`").endsWith("`");
    assertThat(typeOf(written, name)).isEqualTo(DataType.INT32);
    assertThat(typeOf("-(" + written + "+" + written + ")*" + written, name))
        .isEqualTo(DataType.INT32);
    assertThat(Printer.print(Parser.parse("2*" + written))).isEqualTo("2 * " + written);
  }

  @Test
  void namesInBothUnicodeFormsAreTheSame() {
    assertThat(typeOf("e\u0301 + 1", "\u00E9")).isEqualTo(DataType.INT32);
    assertThat(typeOf("`e\u0301`", "\u00E9")).isEqualTo(DataType.INT32);
    assertThat(Names.canonical("e\u0301")).isEqualTo("\u00E9");
    assertThat(Names.canonical("e\u0301 x")).isEqualTo("\u00E9 x");
  }

  @Test
  void functionsAreCalledAlsoWhereAnInputHasTheirName() {
    assertThat(typeOf("sum(sum) / max", "sum", "max")).isEqualTo(DataType.FLOAT64);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          `a                 | INVALID_SYNTAX: this '`' is never closed
          x * `a``           | INVALID_SYNTAX: this '`' is never closed
          my col             | INVALID_SYNTAX: an operator is missing before 'col'; a name that is no identifier stands in backticks: `my column`
          x `my col`         | INVALID_SYNTAX: an operator is missing before `my col`
          x `in`             | INVALID_SYNTAX: an operator is missing before `in`
          `x`(1)             | INVALID_SYNTAX: an operator is missing before '('
          `my cot`           | UNKNOWN_NAME: `my cot` is unknown, perhaps `my col` is meant; the inputs are `2nd`, `my col`, 'x'
          `a b U+0007`       | UNKNOWN_NAME: `a b U+0007` is unknown; the inputs are `2nd`, `my col`, 'x'
          """)
  void failuresShowNamesAsTheyAreWritten(String text, String failure) {
    String shown =
        Failures.show(
            () ->
                Analyzer.analyze(
                    text, Parser.parse(text), Map.of("x", TYPE, "my col", TYPE, "2nd", TYPE)));

    assertThat(shown.lines().findFirst()).contains(failure);
  }

  @Test
  void caretsStandUnderTheirCharacterAfterWideOnes() {
    assertThat(Failures.show(() -> analyze("`価格` + `e\u0301 😀` + y")))
        .endsWith("\n" + " ".repeat(18) + "^");
    assertThat(Failures.show(() -> analyze("`a\u0007\u202Eb` + y")))
        .endsWith("\n`a  b` + y\n" + " ".repeat(9) + "^");
  }

  private static Expression analyze(String text) {
    return Analyzer.analyze(
        text, Parser.parse(text), Map.of("価格", TYPE, "\u00E9 😀", TYPE, "a\u0007\u202Eb", TYPE));
  }

  private static DataType typeOf(String text, String... names) {
    Map<String, ArrayType> inputs = new HashMap<>();
    for (String name : names) {
      inputs.put(name, TYPE);
    }
    return Analyzer.analyze(text, Parser.parse(text), inputs).type();
  }
}

package io.parallax.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.language.testing.Failures;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputNamesTest {
  @ParameterizedTest
  @ValueSource(strings = {"a", "e", "pi", "x_1", "größe", "_", "lambda", "Sin", "axis"})
  void identifiersAndNamesOfConstantsMayNameInputs(String name) {
    assertThatCode(() -> Analyzer.checkInputName(name)).doesNotThrowAnyException();
    Map<String, ArrayType> inputs = Map.of(name, new ArrayType(DataType.INT32, Shape.of(2)));
    assertThat(Analyzer.analyze(name, Parser.parse(name), inputs).type()).isEqualTo(DataType.INT32);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "1a", "a b", "a.b", "a-b", " a", "a\u0000", "\uD800", "x\u00AD", "😀"})
  void otherTextsMayNotNameInputs(String name) {
    ComputeException failure = Failures.of(() -> Analyzer.checkInputName(name));
    assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
    assertThat(failure.detail())
        .endsWith(
            "cannot name an input; it is not a name: a letter or '_', then letters, digits and"
                + " '_'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"and", "not", "True", "false", "None", "if", "is"})
  void wordsOfTheLanguageMayNotNameInputs(String name) {
    assertThat(Failures.show(() -> Analyzer.checkInputName(name)))
        .isEqualTo(
            "INVALID_ARGUMENT: '%s' cannot name an input; it is a word of the language"
                .formatted(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sin", "sum", "min", "where", "pow", "float64", "bool"})
  void functionsMayNotNameInputs(String name) {
    assertThat(Failures.show(() -> Analyzer.checkInputName(name)))
        .isEqualTo(
            "INVALID_ARGUMENT: '%s' cannot name an input; it is the name of a function"
                .formatted(name));
  }
}

package io.parallax.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
  @ParameterizedTest
  @CsvSource({
    "price, price, 0",
    "prise, price, 1",
    "pirce, price, 1",
    "pric, price, 1",
    "prices, price, 1",
    "ricep, price, 2",
    "'', abc, 3",
    "abc, '', 3",
    "ca, abc, 3"
  })
  void editsAreCountedWithSwapsOfNeighboursAsOne(String left, String right, int edits) {
    assertThat(NearestName.distance(left, right)).isEqualTo(edits);
  }

  @Test
  void theNearestNameIsFound() {
    assertThat(NearestName.of("lenght", List.of("depth", "length", "width"))).contains("length");
    assertThat(NearestName.of("widht", List.of("width", "wide"))).contains("width");
    assertThat(NearestName.of("WIDTH", List.of("widths", "width"))).contains("width");
  }

  @ParameterizedTest
  @CsvSource({
    "expresion, expression",
    "Expression, expression",
    "expr, ",
    "input, inputs",
    "outputs, output",
    "option, options",
    "xyz, ",
    "'', ",
  })
  void theFieldOfARequestThatWasMeantIsFound(String name, String nearest) {
    List<String> known = List.of("expression", "inputs", "options", "output");
    assertThat(NearestName.of(name, known).orElse(null)).isEqualTo(nearest);
  }

  @Test
  void namesThatAreNotNearAreNotSuggested() {
    assertThat(NearestName.of("c", List.of("a", "b"))).isEmpty();
    assertThat(NearestName.of("foo", List.of("bar", "a", "f", "of"))).isEmpty();
    assertThat(NearestName.of("abcd", List.of("acbdx"))).isEmpty();
    assertThat(NearestName.of("x".repeat(8_000), List.of("y".repeat(8_000)))).isEmpty();
  }
}

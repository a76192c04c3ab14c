package io.parallax.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
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
    assertThat(Spelling.distance(left, right)).isEqualTo(edits);
  }

  @Test
  void theNearestNameIsFound() {
    assertThat(Spelling.nearest("lenght", List.of("depth", "length", "width"))).contains("length");
    assertThat(Spelling.nearest("widht", List.of("width", "wide"))).contains("width");
    assertThat(Spelling.nearest("WIDTH", List.of("widths", "width"))).contains("width");
  }

  @Test
  void namesThatAreNotNearAreNotSuggested() {
    assertThat(Spelling.nearest("c", List.of("a", "b"))).isEmpty();
    assertThat(Spelling.nearest("foo", List.of("bar", "a", "f", "of"))).isEmpty();
    assertThat(Spelling.nearest("abcd", List.of("acbdx"))).isEmpty();
    assertThat(Spelling.nearest("x".repeat(8_000), List.of("y".repeat(8_000)))).isEmpty();
  }
}

package io.parallax.format.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
  private static final List<String> KNOWN = List.of("expression", "inputs", "options", "output");

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
  void findsWhatWasMeant(String name, String nearest) {
    assertThat(NearestName.of(name, KNOWN).orElse(null)).isEqualTo(nearest);
  }
}

package io.parallax.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SourcePositionTest {
  private static final String TEXT = "def f(x):\n  y = x\n\treturn y // 0\n";

  @Test
  void aPlaceInAnExpressionHasNoLine() {
    SourcePosition place = new SourcePosition("a\n+ b", 2);

    assertThat(place.line()).isEmpty();
    assertThat(place.column()).isEmpty();
    assertThat(place.caret()).isEqualTo("a + b\n  ^");
  }

  @Test
  void aPlaceInLinesHasLineAndColumnFromOneAndShowsItsLineAlone() {
    SourcePosition place = new SourcePosition(TEXT, TEXT.indexOf("//")).inLines();

    assertThat(place.line()).hasValue(3);
    assertThat(place.column()).hasValue(11);
    assertThat(place.caret()).isEqualTo(" return y // 0\n          ^");
  }

  @Test
  void firstAndLastPlacesOfLinesBelongToTheirLines() {
    assertThat(shown(0)).isEqualTo("1:1 def f(x):\n^");
    assertThat(shown(TEXT.indexOf('\n'))).isEqualTo("1:10 def f(x):\n         ^");
    assertThat(shown(TEXT.indexOf("  y"))).isEqualTo("2:1   y = x\n^");
    assertThat(shown(TEXT.length())).isEqualTo("4:1 \n^");
  }

  @Test
  void aLongLineIsShownAroundThePlace() {
    String text = "x\n" + "+1".repeat(100) + "\ny";

    assertThat(new SourcePosition(text, 102).inLines().caret())
        .isEqualTo("+1".repeat(30) + "\n" + " ".repeat(30) + "^");
  }

  private static String shown(int offset) {
    SourcePosition place = new SourcePosition(TEXT, offset).inLines();
    return place.line().getAsInt() + ":" + place.column().getAsInt() + " " + place.caret();
  }
}

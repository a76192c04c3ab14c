package io.parallax.format.json.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FractionRunTest {
  private final FractionRun run = new FractionRun();

  @ParameterizedTest
  @ValueSource(strings = {",", ", "})
  void readsFractionsOfAnyLengthToTheBit(String separator) {
    double[] numbers =
        new Random(5).doubles(FractionRun.MOST).map(uniform -> (uniform - 0.5) * 1e5).toArray();
    for (int index = 0; index < numbers.length; index += 3) {
      numbers[index] = Math.rint(numbers[index] * 1e2) / 1e2;
    }
    byte[] text =
        text(
            Arrays.stream(numbers).mapToObj(Double::toString).collect(Collectors.joining(separator))
                + ",");
    assertThat(read(text)).isEqualTo(text.length - Window.PADDING);
    assertThat(Arrays.copyOf(run.values(), run.count())).containsExactly(numbers);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "0.5,1.25,2,",
        "0.5,1.25,-,",
        "0.5,1.25,1e5,",
        "0.5,1.25,1.5e5,",
        "0.5,1.25,1.5],",
        "0.5,1.25,[1.5,",
        "0.5,1.25,.5,",
        "0.5,1.25,1.,",
        "0.5,1.25,01.5,",
        "0.5,1.25,+1.5,",
        "0.5,1.25,null,",
        "0.5,1.25,1.5 ,",
        "0.5,1.25,0.1234567890123456789,",
        "0.5,1.25,12345678.5,",
        "0.5,1.25,1.2345678901234567890123456789,",
        "0.5,1.25,1.5",
        "0.5,1.25,1.00000005960464477539,",
        "0.5,1.25,:.5,",
        "0.5,1.25,1.:,"
      })
  void endsBeforeAnyOtherElement(String elements) {
    assertThat(read(text(elements))).isEqualTo("0.5,1.25,".length());
    assertThat(Arrays.copyOf(run.values(), run.count())).containsExactly(0.5, 1.25);
  }

  @Test
  void keepsTheSignOfZero() {
    read(text("0.0,-0.0,"));
    assertThat(Arrays.copyOf(run.values(), run.count())).containsExactly(0.0, -0.0);
  }

  @Test
  void readsNoMoreNumbersThanAskedAndNoneAtTheEnd() {
    byte[] text = text("0.5,1.5,2.5,");
    assertThat(run.read(text, 0, text.length, 2)).isEqualTo("0.5,1.5,".length());
    assertThat(run.read(text, 0, "0.5,".length(), 3)).isEqualTo("0.5,".length());
    assertThat(run.read(text, 0, text.length, 0)).isZero();
    assertThat(run.count()).isZero();
  }

  private int read(byte[] text) {
    return run.read(text, 0, text.length - Window.PADDING, Long.MAX_VALUE);
  }

  private static byte[] text(String elements) {
    byte[] bytes = elements.getBytes(StandardCharsets.US_ASCII);
    return Arrays.copyOf(bytes, bytes.length + Window.PADDING);
  }
}

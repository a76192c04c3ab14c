package io.parallax.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.error.ComputeException;
import io.parallax.error.SourcePosition;
import io.parallax.language.Callables.ArgumentType;
import io.parallax.language.testing.Failures;
import io.parallax.type.DataType;
import io.parallax.type.StorageType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Wrong texts of `refusals.txt`, each followed by a line `--` with the line and column of the
/// caret, the code and the sentence. The last function of a text is typed for float64 items and
/// arrays of one dimension, or for the types after `@` in its first line.
class RefusalsTest {
  private record Wrong(String text, String arguments, String expected) {}

  @TestFactory
  List<DynamicTest> wrongTextsAreRefusedWithAPositionAndAdvice() throws IOException {
    return wrongTexts().stream()
        .map(
            wrong ->
                DynamicTest.dynamicTest(
                    "«" + wrong.text().strip() + "»",
                    () -> assertThat(shown(wrong)).isEqualTo(wrong.expected())))
        .toList();
  }

  @Test
  void thereAreMany() throws IOException {
    assertThat(wrongTexts()).hasSizeGreaterThan(150);
  }

  private static List<Wrong> wrongTexts() throws IOException {
    List<Wrong> wrong = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    String arguments = "";
    try (InputStream stream =
        Objects.requireNonNull(RefusalsTest.class.getResourceAsStream("refusals.txt"))) {
      for (String line :
          new String(stream.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
        if (line.startsWith("-- ")) {
          wrong.add(new Wrong(text.toString(), arguments, line.substring(3)));
          text.setLength(0);
          arguments = "";
        } else if (line.startsWith("@ ")) {
          arguments = line.substring(2);
        } else {
          text.append(line).append('\n');
        }
      }
    }
    return wrong;
  }

  private static String shown(Wrong wrong) {
    ComputeException failure = Failures.of(() -> type(wrong.text(), wrong.arguments()));
    assertThat(failure.pointer()).contains(Functions.POINTER);
    SourcePosition position = failure.position().orElseThrow();
    assertThat(position.source()).isEqualTo(wrong.text());
    String before = wrong.text().substring(0, position.offset());
    long line = 1 + before.chars().filter(each -> each == '\n').count();
    int column = position.offset() - (before.lastIndexOf('\n') + 1) + 1;
    return line + ":" + column + " " + failure.code() + " " + failure.detail();
  }

  private static void type(String text, String arguments) {
    if (!arguments.isEmpty()) {
      FunctionsTest.typed(text, arguments);
      return;
    }
    Functions functions = Functions.parse(text);
    functions.signature(
        functions.last(),
        functions.parameters(functions.last()).orElseThrow().stream()
            .<ArgumentType>map(
                formal ->
                    formal.isArray()
                        ? new ArgumentType.Array(StorageType.FLOAT64, 1)
                        : new ArgumentType.Item(DataType.FLOAT64))
            .toList());
  }
}

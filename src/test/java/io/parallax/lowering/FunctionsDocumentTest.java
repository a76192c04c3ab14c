package io.parallax.lowering;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.function.Functions;
import io.parallax.kernel.testing.EngineRunner;
import io.parallax.kernel.testing.Outcome;
import io.parallax.kernel.testing.TestArray;
import io.parallax.lowering.testing.FunctionRequests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Holds `src/docs/functions.md` to the language: every program is read, and the line after it says
/// what its function gives for arrays of items.
class FunctionsDocumentTest {
  private static final Pattern PROGRAM =
      Pattern.compile("```python\\n(?<text>.*?)\\n# (?<call>[^\\n]*)\\n```", Pattern.DOTALL);
  private static final Pattern CALL = Pattern.compile("(\\w+)\\((.*)\\) → (.*)");
  private static final Pattern INPUT = Pattern.compile("(\\w+)=\\[([^]]*)]");

  @TestFactory
  List<DynamicTest> everyProgramGivesWhatTheDocumentSays() throws IOException {
    return programs().stream()
        .map(
            program ->
                DynamicTest.dynamicTest(
                    program.group("call"),
                    () -> check(program.group("text"), program.group("call"))))
        .toList();
  }

  @Test
  void thereAreProgramsAndAllHaveAnAnswer() throws IOException {
    assertThat(programs()).hasSizeGreaterThan(5);
    assertThat(document().split("```python", -1).length - 1).isEqualTo(programs().size());
  }

  private static void check(String text, String line) {
    MatchResult call = CALL.matcher(line).results().findFirst().orElseThrow();
    Map<String, TestArray> inputs = new HashMap<>();
    INPUT
        .matcher(call.group(2))
        .results()
        .forEach(input -> inputs.put(input.group(1), array(input.group(2))));
    assertThat(Functions.parse(text).names()).contains(call.group(1));
    Outcome outcome =
        EngineRunner.ORACLE.run(
            FunctionRequests.over(upTo(text, call.group(1)), inputs).map(), inputs);
    assertThat(outcome).isInstanceOf(Outcome.Values.class);
    String[] expected = call.group(3).split("; ", -1);
    for (int i = 0; i < expected.length; i++) {
      String name = expected.length == 1 ? "result" : "result" + i;
      String values = expected[i].substring(1, expected[i].length() - 1);
      assertThat(((Outcome.Values) outcome).result(name)).as(name).isEqualTo(array(values));
    }
  }

  /// The text with the function as its last.
  private static String upTo(String text, String function) {
    int next = text.indexOf("\ndef ", text.indexOf("def " + function + "("));
    return next < 0 ? text : text.substring(0, next);
  }

  private static TestArray array(String values) {
    String[] numbers = values.split(", ", -1);
    return values.contains(".")
        ? TestArray.of(Arrays.stream(numbers).mapToDouble(Double::parseDouble).toArray())
        : TestArray.of(Arrays.stream(numbers).mapToLong(Long::parseLong).toArray());
  }

  private static List<MatchResult> programs() throws IOException {
    return PROGRAM.matcher(document()).results().toList();
  }

  private static String document() throws IOException {
    return Files.readString(Path.of("src/docs/functions.md"));
  }
}

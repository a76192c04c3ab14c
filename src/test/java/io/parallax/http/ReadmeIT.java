package io.parallax.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Holds the README to the service: every command in a `console` block is sent, and the answer must
/// be the one printed, where `…` stands for anything and line breaks do not count.
@OnTheService
class ReadmeIT extends OverHttp {
  private static final Pattern BLOCK = Pattern.compile("```console\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern EXAMPLE =
      Pattern.compile(
          "\\$ curl -s (?:--json '(?<body>[^']*)' )?localhost:8080(?<path>\\S+)\\n(?<answer>.*?)(?=\\n\\$ |\\z)",
          Pattern.DOTALL);
  private static final Pattern LIMIT_ROW =
      Pattern.compile("^\\| `(\\w+)` \\| ([\\d ]+) \\|", Pattern.MULTILINE);
  private static final Pattern ERROR_ROW =
      Pattern.compile("^\\| `(\\w+)` \\| ([\\d.E]+) \\| ([\\d.E]+) \\|", Pattern.MULTILINE);
  private static final int LEAST_EXAMPLES = 10;
  private static final int LEAST_LIMITS = 20;

  ReadmeIT(@LocalServerPort int port) {
    super(port);
  }

  /// A command of the README.
  record Example(String body, String path, String answer) {
    @Override
    public String toString() {
      return path + " " + body;
    }
  }

  static Stream<Example> examples() throws IOException {
    return BLOCK
        .matcher(readme())
        .results()
        .flatMap(block -> EXAMPLE.matcher(block.group(1).strip()).results())
        .map(ReadmeIT::example);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyExampleIsAnsweredAsPrinted(Example example) {
    String answer =
        example.body().isEmpty()
            ? get(example.path()).extract().asString()
            : post(example.path(), example.body()).extract().asString();

    assertThat(answer).matches(printed(example.answer()));
  }

  @Test
  void thereAreExamplesToHoldItTo() throws IOException {
    assertThat(examples()).hasSizeGreaterThan(LEAST_EXAMPLES);
  }

  @Test
  void theTableOfLimitsShowsWhatTheServiceSays() throws IOException {
    Map<String, Object> served = served();
    List<MatchResult> rows = LIMIT_ROW.matcher(readme()).results().toList();

    assertThat(rows).hasSizeGreaterThan(LEAST_LIMITS);
    assertThat(rows)
        .allSatisfy(
            row ->
                assertThat(String.valueOf(served.get(row.group(1))))
                    .as(row.group(1))
                    .isEqualTo(row.group(2).replace(" ", "")));
  }

  @Test
  void theTableOfErrorsShowsWhatTheServiceSays() throws IOException {
    List<Map<String, Object>> functions = get("/v1/functions").extract().path("functions");
    List<String> served =
        functions.stream()
            .filter(
                function ->
                    function.get("errorBound") instanceof Map<?, ?> bound && approximate(bound))
            .map(function -> function.get("name") + " " + function.get("errorBound"))
            .sorted()
            .toList();
    List<String> rows =
        ERROR_ROW
            .matcher(readme())
            .results()
            .map(
                row ->
                    "%s {float64=%s, float32=%s}"
                        .formatted(row.group(1), row.group(2), row.group(3)))
            .sorted()
            .toList();

    assertThat(rows).isEqualTo(served);
  }

  /// Whether it is neither exact nor the nearest float.
  private static boolean approximate(Map<?, ?> bound) {
    return bound.get("float64") instanceof Number number && number.doubleValue() > 0.5;
  }

  private Map<String, Object> served() {
    List<Map<String, Object>> limits = get("/v1/limits").extract().path("limits");
    return limits.stream()
        .collect(
            java.util.stream.Collectors.toMap(
                limit -> String.valueOf(limit.get("name")), limit -> limit.get("value")));
  }

  private static Example example(MatchResult command) {
    String body = command.group("body");
    return new Example(body == null ? "" : body, command.group("path"), command.group("answer"));
  }

  private static Pattern printed(String answer) {
    String line = answer.lines().map(String::strip).reduce("", String::concat);
    String pattern =
        Stream.of(line.split("…", -1))
            .map(Pattern::quote)
            .reduce((a, b) -> a + ".*" + b)
            .orElse("");
    return Pattern.compile(pattern, Pattern.DOTALL);
  }

  private static String readme() throws IOException {
    return Files.readString(Path.of("README.md"));
  }
}

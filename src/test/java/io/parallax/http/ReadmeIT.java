package io.parallax.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.http.testing.Documents;
import io.parallax.http.testing.OnTheService;
import io.parallax.http.testing.OverHttp;
import io.parallax.http.testing.ScriptRunner;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Holds the README and the documents in `src/docs` to the service: every command in a `console`
/// block is sent, and the answer must be the one printed, where `…` stands for anything and line
/// breaks do not count. Programs in other languages are run where the machine has their
/// interpreter.
@OnTheService
class ReadmeIT extends OverHttp {
  private static final Pattern BLOCK = Pattern.compile("```console\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern COMMAND = Pattern.compile("^\\$ ", Pattern.MULTILINE);

  /// The one form of command, which curl 7.81 knows too.
  private static final Pattern EXAMPLE =
      Pattern.compile(
          "\\$ (?<command>curl -s (?:-H 'content-type: application/json' "
              + "(?:-H 'accept: (?<accept>[^']*)' )?-d '(?<body>[^']*)' )?"
              + "localhost:8080(?<path>\\S+))\\n(?<answer>.*?)(?=\\n\\$ |\\z)",
          Pattern.DOTALL);

  /// The form of a command that sends files, which [#FILES] are.
  private static final Pattern UPLOAD =
      Pattern.compile(
          "\\$ (?<command>curl -s (?:--data-binary|-F) [^\\n]*localhost:8080[^\\n]*)\\n"
              + "(?<answer>.*?)(?=\\n\\$ |\\z)",
          Pattern.DOTALL);

  private static final List<String> FILES = List.of("x.npy", "table.csv");
  private static final int LEAST_EXAMPLES = 10;
  private static final int MOST_README_LINES = 200;

  ReadmeIT(@LocalServerPort int port) {
    super(port);
  }

  /// A command of a document.
  record Example(String command, String accept, String body, String path, String answer) {
    @Override
    public String toString() {
      return path.isEmpty() ? command : path + " " + body;
    }
  }

  static List<Example> examples() {
    return blocks().stream()
        .flatMap(block -> EXAMPLE.matcher(block).results())
        .map(ReadmeIT::example)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyExampleIsAnsweredAsPrinted(Example example) {
    requireWhatItNeeds(example);

    String answer =
        example.body().isEmpty()
            ? get(example.path()).extract().asString()
            : request()
                .accept(example.accept())
                .contentType("application/json")
                .body(example.body())
                .post(example.path())
                .asString();

    assertThat(inOneLine(answer)).matches(printed(example.answer()));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyExampleRunsInAShellAsItIsWritten(Example example, @TempDir Path folder)
      throws Exception {
    requireWhatItNeeds(example);
    ScriptRunner.SHELL.require(folder);

    String answer = ScriptRunner.SHELL.output(onThisPort(example.command()), folder);

    assertThat(inOneLine(answer)).matches(printed(example.answer()));
  }

  static List<Example> uploads() {
    return blocks().stream()
        .flatMap(block -> UPLOAD.matcher(block).results())
        .map(command -> new Example(command.group("command"), "", "", "", command.group("answer")))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("uploads")
  void everyFileIsSentAsItIsWritten(Example upload, @TempDir Path folder) throws Exception {
    ScriptRunner.SHELL.require(folder);
    for (String file : FILES) {
      try (InputStream content = Objects.requireNonNull(ReadmeIT.class.getResourceAsStream(file))) {
        Files.copy(content, folder.resolve(file));
      }
    }

    String answer =
        ScriptRunner.SHELL.output("cd '" + folder + "'\n" + onThisPort(upload.command()), folder);

    assertThat(answer).matches(printed(upload.answer()));
  }

  @Test
  void everyCommandIsAnExample() {
    long commands = blocks().stream().flatMap(block -> COMMAND.matcher(block).results()).count();

    assertThat(examples()).hasSizeGreaterThan(LEAST_EXAMPLES);
    assertThat(uploads()).isNotEmpty();
    assertThat(commands).isEqualTo(examples().size() + uploads().size());
  }

  @Test
  void thePythonProgramPrintsWhatItsLastLineSays(@TempDir Path folder) throws Exception {
    runsAsPrinted(ScriptRunner.PYTHON, "python", "#", folder);
  }

  @Test
  void theJavaScriptProgramPrintsWhatItsLastLineSays(@TempDir Path folder) throws Exception {
    runsAsPrinted(ScriptRunner.NODE, "javascript", "//", folder);
  }

  @Test
  void theReadmeIsShort() {
    assertThat(Documents.text(Documents.README).lines())
        .hasSizeLessThanOrEqualTo(MOST_README_LINES);
  }

  /// The README has one program in the language; a comment after its last line is what it prints.
  private void runsAsPrinted(ScriptRunner runner, String language, String comment, Path folder)
      throws IOException, InterruptedException {
    Pattern block = Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL);
    List<String> programs =
        block
            .matcher(Documents.text(Documents.README))
            .results()
            .map(program -> program.group(1).strip())
            .toList();
    assertThat(programs).hasSize(1);
    String program = programs.getFirst();
    String expected = program.substring(program.lastIndexOf(comment) + comment.length()).strip();
    runner.require(folder);

    assertThat(runner.output(onThisPort(program), folder).strip()).isNotEmpty().isEqualTo(expected);
  }

  /// Only native kernels have code to show.
  private void requireWhatItNeeds(Example example) {
    if (example.body().contains("\"show\"")) {
      requireNativeKernels();
    }
  }

  private String onThisPort(String text) {
    assertThat(text).contains("localhost:8080");
    return text.replace("localhost:8080", "localhost:" + port());
  }

  private static List<String> blocks() {
    return Documents.ofTheService().find(BLOCK).stream()
        .map(block -> block.group(1).strip())
        .toList();
  }

  private static Example example(MatchResult command) {
    String accept = command.group("accept");
    String body = command.group("body");
    return new Example(
        command.group("command"),
        accept == null ? "*/*" : accept,
        body == null ? "" : body,
        command.group("path"),
        command.group("answer"));
  }

  private static String inOneLine(String text) {
    return text.lines().map(String::strip).reduce("", String::concat);
  }

  private static Pattern printed(String answer) {
    String pattern =
        Stream.of(inOneLine(answer).split("…", -1))
            .map(Pattern::quote)
            .reduce((a, b) -> a + ".*" + b)
            .orElse("");
    return Pattern.compile(pattern, Pattern.DOTALL);
  }
}

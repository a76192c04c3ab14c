package io.parallax.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.http.testing.Documents;
import io.parallax.http.testing.OnTheService;
import io.parallax.http.testing.OverHttp;
import io.parallax.http.testing.ScriptRunner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Holds `datasets.md` to the service: its commands are run in a shell, one after the other, and
/// print what is printed, where `…` stands for anything and line breaks do not count. Its program
/// is run where the machine has Python.
@OnTheService
class DatasetsDocumentIT extends OverHttp {
  private static final Path DOCUMENT = Path.of("src/docs/datasets.md");
  private static final Pattern SESSION =
      Pattern.compile("```shell-session\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern PROGRAM = Pattern.compile("```python\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern COMMAND = Pattern.compile("^\\$ ", Pattern.MULTILINE);
  private static final String CONTINUED = "    ";
  private static final int LEAST_COMMANDS = 10;

  DatasetsDocumentIT(@LocalServerPort int port) {
    super(port);
  }

  /// A command, on one line, and what it prints.
  private record Command(String text, String printed) {}

  @Test
  void everyCommandPrintsWhatIsPrinted(@TempDir Path folder) throws Exception {
    ScriptRunner.SHELL.require(folder);
    List<Command> commands = commands();
    assertThat(commands).hasSizeGreaterThan(LEAST_COMMANDS);
    for (Command command : commands) {
      String here = command.text().replace("localhost:8080", "localhost:" + port());

      String printed = ScriptRunner.SHELL.output("cd '" + folder + "'\n" + here, folder);

      assertThat(inOneLine(printed)).as(command.text()).matches(pattern(command.printed()));
    }
  }

  @Test
  void theProgramPrintsTheIdOfTheFirstDataset(@TempDir Path folder) throws Exception {
    ScriptRunner.PYTHON.require(folder);
    List<String> programs = found(PROGRAM);
    assertThat(programs).hasSize(1);
    String program = programs.getFirst().strip();

    String printed = ScriptRunner.PYTHON.output(program, folder).strip();

    assertThat(program.lines().reduce("", (_, last) -> last)).isEqualTo("# " + printed);
    assertThat(commands().get(1).printed()).contains("\"id\":\"" + printed + "\"");
  }

  /// The commands of all sessions. A line of a command that goes on is indented.
  private static List<Command> commands() {
    List<Command> commands = new ArrayList<>();
    for (String session : found(SESSION)) {
      for (String each : COMMAND.split(session, -1)) {
        if (!each.isBlank()) {
          List<String> lines = each.lines().toList();
          long continued = lines.stream().skip(1).takeWhile(l -> l.startsWith(CONTINUED)).count();
          commands.add(
              new Command(
                  String.join(" ", lines.subList(0, (int) continued + 1)),
                  String.join("\n", lines.subList((int) continued + 1, lines.size()))));
        }
      }
    }
    return commands;
  }

  private static List<String> found(Pattern block) {
    return new Documents(List.of(DOCUMENT))
        .find(block).stream().map(each -> each.group(1)).toList();
  }

  private static String inOneLine(String text) {
    return text.lines().map(String::strip).reduce("", String::concat);
  }

  private static Pattern pattern(String printed) {
    String pattern =
        Stream.of(inOneLine(printed).split("…", -1))
            .map(Pattern::quote)
            .reduce((a, b) -> a + ".*" + b)
            .orElse("");
    return Pattern.compile(pattern, Pattern.DOTALL);
  }
}

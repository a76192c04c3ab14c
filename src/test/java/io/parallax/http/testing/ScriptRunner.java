package io.parallax.http.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A program of the machine that runs scripts, such as `python3`.
///
/// @param command the program and its options; the script's file comes last
/// @param suffix the suffix of scripts' names
/// @param probe a script that ends with status 0 where the program has what the documents need
public record ScriptRunner(List<String> command, String suffix, String probe) {
  public static final ScriptRunner SHELL =
      new ScriptRunner(List.of("bash"), ".sh", "curl --version");
  public static final ScriptRunner PYTHON =
      new ScriptRunner(List.of("python3"), ".py", "import urllib.request");
  public static final ScriptRunner NODE =
      new ScriptRunner(List.of("node"), ".mjs", "await fetch.name");

  private static final long LONGEST_SECONDS = 120;

  public ScriptRunner {
    command = List.copyOf(command);
  }

  /// Skips the test where the machine does not have the program.
  public void require(Path folder) throws InterruptedException {
    assumeTrue(isThere(folder), () -> String.join(" ", command) + " is not installed");
  }

  private boolean isThere(Path folder) throws InterruptedException {
    try {
      return start(probe, folder).waitFor() == 0;
    } catch (IOException missing) {
      return false;
    }
  }

  /// What the script prints. It must end with status 0.
  public String output(String script, Path folder) throws IOException, InterruptedException {
    Process process = start(script, folder);
    try {
      assertThat(process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)).as("it ended").isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as("status; %s", Files.readString(errors(folder))).isZero();
    return Files.readString(printed(folder));
  }

  private Process start(String script, Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("script" + suffix), script);
    ProcessBuilder builder =
        new ProcessBuilder(Stream.concat(command.stream(), Stream.of(file.toString())).toList())
            .redirectOutput(printed(folder).toFile())
            .redirectError(errors(folder).toFile());
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
    return builder.start();
  }

  private static Path printed(Path folder) {
    return folder.resolve("printed");
  }

  private static Path errors(Path folder) {
    return folder.resolve("errors");
  }
}

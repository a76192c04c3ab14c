package io.parallax.http.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/// Generates clients from the description that the running service has.
///
/// @param folder where everything is written; emptied
public record ClientGenerator(Path folder) {
  /// Where the build puts the generator before integration tests run.
  private static final Path JAR = Path.of("target", "generator", "openapi-generator-cli.jar");

  private static final int PATIENCE_MINUTES = 5;

  /// Generates with one of the generators that OpenAPI Generator has, into a folder below this one.
  ///
  /// @param options of the command line
  public void generate(OverHttp service, String generator, String target, List<String> options)
      throws IOException, InterruptedException {
    assertThat(JAR).as("./mvnw pre-integration-test puts it there").exists();
    FileSystemUtils.deleteRecursively(folder);
    Files.createDirectories(folder);
    Path description = folder.resolve("openapi.yaml").toAbsolutePath();
    Files.writeString(description, service.get("/v1/openapi.yaml").extract().asString());
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                JAR.toAbsolutePath().toString(),
                "generate",
                "-g",
                generator,
                "-i",
                description.toString(),
                "-o",
                target));
    command.addAll(options);
    run(command);
  }

  /// Runs a program in the folder, which must succeed.
  public void run(List<String> command) throws IOException, InterruptedException {
    Path log = folder.resolve("log.txt");
    Process process = start(command, log);
    boolean ended = process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
    process.destroyForcibly();
    assertThat(ended && process.exitValue() == 0)
        .as("%s%n%s", String.join(" ", command), Files.readString(log, UTF_8))
        .isTrue();
  }

  private Process start(List<String> command, Path log) throws IOException {
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  /// Whether a program is there and succeeds.
  public static boolean succeeds(List<String> command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException missing) {
      return false;
    }
  }

  /// The generated and other files below the folder whose names end so.
  public List<Path> files(String ending) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).toList();
    }
  }
}

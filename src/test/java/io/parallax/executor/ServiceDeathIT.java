package io.parallax.executor;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.executor.testing.PoolHost;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// When the service is killed, its workers go, whatever they do, and nothing of it is left.
class ServiceDeathIT {
  private static final Duration LIMIT = Duration.ofSeconds(2);

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {PoolHost.IDLE, PoolHost.BUSY})
  void workersEndWithTheService(String occupation) throws Exception {
    Process host =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                PoolHost.class.getName(),
                folder.toString(),
                occupation)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader words =
        new BufferedReader(new InputStreamReader(host.getInputStream(), StandardCharsets.UTF_8))) {
      List<ProcessHandle> workers =
          Stream.of(words.readLine().split(" "))
              .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
              .toList();
      assertThat(workers).hasSize(PoolHost.WORKERS).allMatch(ProcessHandle::isAlive);

      host.destroyForcibly().waitFor();

      Awaitility.await()
          .atMost(LIMIT)
          .pollInterval(Duration.ofMillis(5))
          .until(() -> workers.stream().noneMatch(ServiceDeathIT::hasMemory));
      assertThat(folder).isEmptyDirectory();
    }
  }

  /// A process that has ended and was not waited for has no memory any more.
  private static boolean hasMemory(ProcessHandle process) {
    try {
      return Files.size(Path.of("/proc/" + process.pid() + "/maps")) > 0
          || !Files.readString(Path.of("/proc/" + process.pid() + "/maps")).isEmpty();
    } catch (IOException gone) {
      return false;
    }
  }
}

package io.parallax;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.executor.testing.Signals;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real process and real signals.
class StopSignalIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int TERMINATED = 143;

  @TempDir private Path folder;

  @Test
  void theFirstSignalToStopLeavesThePortOpenAndTheSecondEndsTheProcessAtOnce() throws Exception {
    int port = freePort();
    Process service = start(port);
    try {
      await(port, "liveness", 200);
      Signals.send("TERM", service.pid());

      Awaitility.await().atMost(PATIENCE).until(() -> log().contains("Not ready any more"));
      assertThat(status(port, "liveness")).isEqualTo(200);

      Signals.send("TERM", service.pid());
      assertThat(service.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(service.exitValue()).isEqualTo(TERMINATED);
    } finally {
      service.destroyForcibly();
    }
  }

  /// Whose drain would last for an hour.
  private Process start(int port) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--add-modules",
            "jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            ParallaxApplication.class.getName(),
            "--server.port=" + port,
            "--parallax.http.drain=1h",
            "--parallax.processes.workers=0")
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("log").toFile())
        .start();
  }

  private String log() throws IOException {
    return Files.readString(folder.resolve("log"));
  }

  private static void await(int port, String probe, int status) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> status(port, probe) == status);
  }

  private static int status(int port, String probe) {
    try {
      URI address = URI.create("http://localhost:" + port + "/actuator/health/" + probe);
      HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
      return connection.getResponseCode();
    } catch (IOException notYet) {
      return 0;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}

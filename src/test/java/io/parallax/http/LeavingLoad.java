package io.parallax.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.compute.Admission;
import io.parallax.http.testing.Nginx;
import io.parallax.http.testing.OnTheService;
import io.parallax.http.testing.OverHttp;
import io.parallax.http.testing.RawConnection;
import io.parallax.http.testing.RawRequest;
import io.parallax.memory.MemoryBudget;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/// How long the work of clients that leave goes on, on every executor and however they leave, as a
/// table in `target/leaving.md`: from the moment of leaving until the request has given back its
/// place and its memory.
@OnTheService
class LeavingLoad extends OverHttp {
  private static final int LEAVERS = 200;
  private static final int ELEMENTS = 20_000_000;
  private static final int WARM_UP_REQUESTS = 20;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final List<String> EXECUTORS =
      List.of(
          "\"strategy\": \"sequential\"",
          "\"strategy\": \"platform-threads\"",
          "\"strategy\": \"virtual-threads\"",
          "\"strategy\": \"native-kernels\"",
          "\"strategy\": \"forked-processes\"",
          "\"strategy\": \"native-kernels\", \"isolation\": \"process\"");

  private final Admission admission;
  private final MemoryBudget memory;
  @AutoClose private final HttpClient http = HttpClient.newHttpClient();
  @TempDir private Path folder;

  LeavingLoad(
      @LocalServerPort int port, @Autowired Admission admission, @Autowired MemoryBudget memory) {
    super(port);
    this.admission = admission;
    this.memory = memory;
  }

  private enum Way {
    FIN,
    RST,
    NGINX,
    DELETE
  }

  @Test
  void writesTheTable() throws Exception {
    List<String> lines = new ArrayList<>();
    try (Nginx nginx = new Nginx(folder, List.of(port()))) {
      for (String executor : EXECUTORS) {
        warmUp(executor);
        for (Way way : Way.values()) {
          long[] nanos = new long[LEAVERS / Way.values().length];
          for (int leaver = 0; leaver < nanos.length; leaver++) {
            nanos[leaver] = leave(executor, way, nginx);
          }
          Arrays.sort(nanos);
          lines.add(
              "%s, %s: %d left, p50 %.1f ms, most %.1f ms"
                  .formatted(
                      executor,
                      way,
                      nanos.length,
                      nanos[nanos.length / 2] / 1e6,
                      nanos[nanos.length - 1] / 1e6));
        }
      }
    }
    Files.write(Path.of("target", "leaving.md"), lines);
    assertThat(admission.running()).isZero();
  }

  /// Has workers started, and what is met first compiled.
  private void warmUp(String executor) throws IOException {
    String body = LeavingIT.work(executor, ELEMENTS / 20, 2);
    for (int request = 0; request < WARM_UP_REQUESTS; request++) {
      try (RawConnection client = new RawConnection(port())) {
        client.send(RawRequest.head("/v1/reduce", "Content-Length: " + body.length()) + body);
        assertThat(client.answer().status()).isEqualTo(200);
      }
    }
  }

  /// Begins a request and leaves it while it is computed.
  ///
  /// @return the time until nothing was left of it
  private long leave(String executor, Way way, Nginx nginx)
      throws IOException, InterruptedException {
    String id = UUID.randomUUID().toString();
    // More than anybody waits for.
    String body = LeavingIT.work(executor, ELEMENTS, 2);
    try (RawConnection client = new RawConnection(way == Way.NGINX ? nginx.port() : port())) {
      client.send(
          RawRequest.head("/v1/reduce", "Content-Length: " + body.length(), "X-Request-Id: " + id)
              + body);
      Awaitility.await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(2))
          .until(() -> admission.running() == 1 && memory.inUseBytes() > ELEMENTS);
      // Into the middle of the loop, not always at the same place.
      LockSupport.parkNanos(Duration.ofMillis(20 + id.hashCode() % 10).toNanos());
      long startNanos = System.nanoTime();
      leave(client, way, id);
      while (admission.running() > 0 || memory.inUseBytes() > 0) {
        assertThat(System.nanoTime() - startNanos).isLessThan(PATIENCE.toNanos());
        LockSupport.parkNanos(Duration.ofNanos(200_000).toNanos());
      }
      return System.nanoTime() - startNanos;
    }
  }

  private void leave(RawConnection client, Way way, String id)
      throws IOException, InterruptedException {
    switch (way) {
      case FIN, NGINX -> client.close();
      case RST -> client.reset();
      case DELETE -> assertThat(delete(id)).isEqualTo(204);
    }
  }

  private int delete(String id) throws IOException, InterruptedException {
    URI address = URI.create("http://localhost:%d/v1/requests/%s".formatted(port(), id));
    return http.send(HttpRequest.newBuilder(address).DELETE().build(), BodyHandlers.discarding())
        .statusCode();
  }
}

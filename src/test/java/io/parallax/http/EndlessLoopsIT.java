package io.parallax.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.parallax.compute.Admission;
import io.parallax.http.testing.OnTheService;
import io.parallax.http.testing.OverHttp;
import io.parallax.http.testing.RawConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Functions of callers that never end, on every strategy.
@OnTheService
class EndlessLoopsIT extends OverHttp {
  private static final Logger LOG = LoggerFactory.getLogger(EndlessLoopsIT.class);

  private static final int TIMEOUT_MILLIS = 1_500;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /// The machine of a test may be busy; on an idle one it is a few milliseconds (logged).
  private static final long MOST_LATE_MILLIS = 20_000;

  private static final List<Integer> ITEMS = List.of(0, 1, 2, 3, 4, 5, 6, 7);

  private final Admission admission;

  EndlessLoopsIT(@LocalServerPort int port, @Autowired Admission admission) {
    super(port);
    this.admission = admission;
  }

  private static String body(String items, String options) {
    return """
    {"functions": "def f(n):\\n    while n > 0:\\n        pass\\n    return n + 1\\n",
     "inputs": {"n": %s}, "options": {"maxIterations": 100000000000%s}}
    """
        .formatted(items, options);
  }

  @ParameterizedTest
  @CsvSource({
    "auto, none",
    "sequential, none",
    "platform-threads, none",
    "virtual-threads, none",
    "forked-processes, none",
    "native-kernels, none",
    "auto, process",
    "native-kernels, process"
  })
  void endAtTheDeadlineAndTheNextRequestWorks(String strategy, String isolation) {
    if (strategy.equals("native-kernels")) {
      requireNativeKernels();
    }
    String where =
        (strategy.equals("auto") ? "" : ", \"strategy\": \"" + strategy + "\"")
            + ", \"isolation\": \""
            + isolation
            + "\"";
    String ends = body("[-1, -2]", where + ", \"timeoutMs\": 120000");
    post("/v1/map", ends).statusCode(200); // workers have started, and code is compiled
    long startNanos = System.nanoTime();

    post("/v1/map", body(ITEMS.toString(), where + ", \"timeoutMs\": " + TIMEOUT_MILLIS))
        .statusCode(504)
        .body("type", equalTo("/v1/problems/deadline-exceeded"));

    long lateMillis = Duration.ofNanos(System.nanoTime() - startNanos).toMillis() - TIMEOUT_MILLIS;
    LOG.info("{} {}: {} ms after the deadline", strategy, isolation, lateMillis);
    assertThat(lateMillis).isBetween(0L, MOST_LATE_MILLIS);
    post("/v1/map", ends).statusCode(200).body("result.values", equalTo(List.of(0, -1)));
  }

  @Test
  void endWhenTheirClientLeaves() throws IOException {
    String body = body(ITEMS.toString(), ", \"timeoutMs\": 300000");
    try (RawConnection connection = new RawConnection(port())) {
      connection.send(
          "POST /v1/map HTTP/1.1\r\n"
              + "Host: test\r\n"
              + "Content-Type: application/json\r\n"
              + "Content-Length: "
              + body.getBytes(StandardCharsets.UTF_8).length
              + "\r\n\r\n"
              + body);
      Awaitility.await().atMost(PATIENCE).until(() -> admission.running() == 1);
    }

    Awaitility.await().atMost(PATIENCE).until(() -> admission.running() == 0);
  }

  @Test
  void endWhenTheyAreGivenUp() throws InterruptedException {
    String id = UUID.randomUUID().toString();
    Thread client =
        Thread.ofVirtual()
            .start(
                () ->
                    request()
                        .header("X-Request-Id", id)
                        .contentType("application/json")
                        .body(body(ITEMS.toString(), ", \"timeoutMs\": 300000"))
                        .post("/v1/map")
                        .then()
                        .statusCode(499));
    Awaitility.await().atMost(PATIENCE).until(() -> admission.running() == 1);

    request().delete("/v1/requests/" + id).then().statusCode(204);

    client.join();
    Awaitility.await().atMost(PATIENCE).until(() -> admission.running() == 0);
  }
}

package io.parallax.http;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.parallax.http.testing.OnTheService;
import io.parallax.http.testing.OverHttp;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/// What an orchestrator asks. Other tests share the service and need not wait until it is warm.
@OnTheService
class ReadinessIT extends OverHttp {
  ReadinessIT(@LocalServerPort int port) {
    super(port);
  }

  @Test
  void isAliveOnceStartedAndReadyOnceWarm() {
    get("/actuator/health/liveness").statusCode(200).body("status", equalTo("UP"));
    await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(
            () -> get("/actuator/health/readiness").statusCode(200).body("status", equalTo("UP")));
    get("/actuator/prometheus").statusCode(200).body(containsString("\nparallax_ready 1.0\n"));
  }
}

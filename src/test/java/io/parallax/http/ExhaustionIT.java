package io.parallax.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.http.testing.BegunRequests;
import io.parallax.http.testing.ExhaustingRequests;
import io.parallax.http.testing.ServiceProcess;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Nothing that is sent ends a service with the smallest heap, whose first OutOfMemoryError would
/// be its end. [ExhaustionSoak] goes on for longer.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExhaustionIT {
  /// Many more than there is heap for.
  private static final int CONNECTIONS = 1_000;

  private ServiceProcess service;

  @BeforeAll
  void start() throws IOException {
    service = ServiceProcess.small("--parallax.processes.workers=0");
  }

  @AfterAll
  void stop() {
    service.close();
  }

  @AfterEach
  void theServiceGoesOn() throws InterruptedException {
    assertThat(service.isAlive()).isTrue();
    assertThat(service.post("/v1/evaluate", "{\"expression\":\"1+1\"}")).isEqualTo(200);
  }

  @Test
  void partialResultsForWhichThereIsNoHeapAreRefused() throws InterruptedException {
    ExhaustingRequests request = ExhaustingRequests.PARTIAL_RESULTS;
    assertThat(service.post(request.path(), request.body(1))).isEqualTo(413);
  }

  @Test
  void connectionsForWhichThereIsNoHeapWait() throws IOException {
    try (BegunRequests begun = new BegunRequests(service.port())) {
      while (begun.count() < CONNECTIONS && begun.begin()) {
        assertThat(service.isAlive()).isTrue();
      }
    }
  }
}

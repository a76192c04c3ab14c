package io.parallax.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.http.testing.BegunRequests;
import io.parallax.http.testing.ExhaustingRequests;
import io.parallax.http.testing.ServiceProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Every request that takes all it can of a service with the smallest heap, from more clients than
/// are let in, beside as many connections as it takes; what the process holds meanwhile, and that
/// its heap is as it was afterwards. Run by `./mvnw -Psoak verify -Dit.test=ExhaustionSoak`; takes
/// some five minutes.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ExhaustionSoak {
  private static final Logger LOG = LoggerFactory.getLogger(ExhaustionSoak.class);

  private static final int CLIENTS = 8;
  private static final int CONNECTIONS = 10_000;
  private static final int LANGUAGES = 500;

  /// Longer than the JVM keeps threads that carry virtual threads and have no work.
  private static final Duration IDLE = Duration.ofSeconds(45);

  /// What caches, pooled buffers and classes loaded meanwhile come to.
  private static final double MOST_HEAP_LEFT_MEGABYTES = 70;

  private ServiceProcess service;

  @BeforeAll
  void start() throws IOException {
    service = ServiceProcess.small();
  }

  @AfterAll
  void stop() {
    service.close();
  }

  @Order(1)
  @ParameterizedTest
  @EnumSource
  void theServiceOutlivesRequestsThatTakeAllTheyCan(ExhaustingRequests request) throws Exception {
    send(request);
  }

  @Order(2)
  @ParameterizedTest
  @EnumSource(names = {"LONG_TEXTS_OF_SHORT_PROGRAMS", "MANY_REDUCTIONS", "EXPLANATIONS"})
  void alsoBesideAllConnections(ExhaustingRequests request) throws Exception {
    try (BegunRequests begun = new BegunRequests(service.port())) {
      while (begun.count() < 200 && begun.begin()) {}
      send(request);
    }
  }

  @Order(3)
  @Test
  void theServiceOutlivesMoreConnectionsThanThereIsHeapFor() throws Exception {
    try (BegunRequests begun = new BegunRequests(service.port())) {
      while (begun.count() < CONNECTIONS && begun.begin()) {}
      LOG.info("{} connections; {}", begun.count(), state());
    }
    assertThat(service.isAlive()).isTrue();
  }

  @Order(4)
  @Test
  void theDescriptionIsNotKeptForEachLanguageThatIsAskedFor() throws Exception {
    double before = service.heapMegabytes();
    for (int at = 0; at < LANGUAGES; at++) {
      String language =
          "%c%c-%c%c".formatted(letter(at), letter(at / 7), letter(at / 3), letter(at / 11));
      assertThat(service.get("/v1/openapi", "Accept-Language", language)).isEqualTo(200);
    }
    LOG.info("{} languages: {} MB of heap before; {}", LANGUAGES, Math.round(before), state());
    assertThat(service.heapMegabytes()).isLessThan(before + 10);
  }

  @Order(5)
  @Test
  void afterwardsTheHeapIsAsItWas() throws Exception {
    LOG.info("At the end {}", state());
    assertThat(service.post("/v1/evaluate", "{\"expression\":\"1+1\"}")).isEqualTo(200);
    assertThat(service.heapMegabytes()).isLessThan(MOST_HEAP_LEFT_MEGABYTES);
  }

  @Order(6)
  @Test
  void carriersStayWhileNothingIsAsked() throws Exception {
    LockSupport.parkNanos(IDLE.toNanos());
    assertThat(service.carriers()).isGreaterThanOrEqualTo(1);
    LOG.info("After {}: {} carriers", IDLE, service.carriers());
  }

  private void send(ExhaustingRequests request) throws Exception {
    long startNanos = System.nanoTime();
    Map<Integer, Integer> statuses = new TreeMap<>();
    double mostResident = 0;
    long mostMappings = 0;
    long mostThreads = 0;
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> answers = new ArrayList<>();
      for (int seed : IntStream.range(0, CLIENTS).toArray()) {
        Callable<Integer> sending = () -> service.post(request.path(), request.body(seed));
        answers.add(clients.submit(sending));
      }
      while (!answers.stream().allMatch(Future::isDone)) {
        mostResident = Math.max(mostResident, service.residentMebibytes());
        mostMappings = Math.max(mostMappings, service.mappings());
        mostThreads = Math.max(mostThreads, service.threads());
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      }
      for (Future<Integer> answer : answers) {
        statuses.merge(answer.get(), 1, Integer::sum);
      }
    }
    LOG.info(
        "{}: answers {} in {} s; at the most {} MiB resident, {} mappings, {} threads; now {}",
        request,
        statuses,
        Duration.ofNanos(System.nanoTime() - startNanos).toSeconds(),
        Math.round(mostResident),
        mostMappings,
        mostThreads,
        state());
    assertThat(service.isAlive()).isTrue();
    assertThat(statuses.keySet()).isSubsetOf(200, 408, 413, 503, 504);
  }

  private String state() throws Exception {
    return String.format(
        Locale.ROOT,
        "%.0f MB of heap, %.0f MiB resident, %d mappings, %d threads",
        service.heapMegabytes(),
        service.residentMebibytes(),
        service.mappings(),
        service.threads());
  }

  private static char letter(int number) {
    return (char) ('a' + number % 26);
  }
}

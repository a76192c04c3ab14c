package io.parallax.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.parallax.compute.Admission;
import io.parallax.http.compute.Answering;
import io.parallax.http.compute.Reception;
import io.parallax.http.testing.Eventually;
import io.parallax.http.testing.OnTheService;
import io.parallax.http.testing.OverHttp;
import io.parallax.http.testing.RawAnswer;
import io.parallax.http.testing.RawConnection;
import io.parallax.http.testing.RawRequest;
import io.parallax.memory.MemoryBudget;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/// The work of requests whose clients leave, or give them up, ends before it is done.
@OnTheService
class LeavingIT extends OverHttp {
  private static final String PATH = "/v1/reduce";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int ELEMENTS = 40_000_000;

  private final Admission admission;
  private final MemoryBudget memory;
  private final MeterRegistry meters;
  private final Reception reception;
  private final Answering answering;

  LeavingIT(
      @LocalServerPort int port,
      @Autowired Admission admission,
      @Autowired MemoryBudget memory,
      @Autowired MeterRegistry meters,
      @Autowired Reception reception,
      @Autowired Answering answering) {
    super(port);
    this.admission = admission;
    this.memory = memory;
    this.meters = meters;
    this.reception = reception;
    this.answering = answering;
  }

  /// How a client can leave.
  private enum Way {
    /// It closes its connection.
    FIN,
    /// It closes its connection after it has sent bytes of a request that nobody will read.
    FIN_BEHIND_BYTES,
    /// It crashes.
    RST,
    /// It stays and gives the request up.
    DELETE
  }

  @AfterEach
  void everythingIsGivenBack() {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> admission.running() == 0 && admission.waiting() == 0);
    assertThat(Eventually.holds(() -> memory.inUseBytes() == 0)).isTrue();
  }

  static Stream<Arguments> leavers() {
    return Stream.of(
            "\"strategy\": \"sequential\"",
            "\"strategy\": \"platform-threads\"",
            "\"strategy\": \"virtual-threads\"",
            "\"strategy\": \"native-kernels\"",
            "\"strategy\": \"forked-processes\"",
            "\"strategy\": \"native-kernels\", \"isolation\": \"process\"")
        .flatMap(executor -> Stream.of(Way.values()).map(way -> Arguments.of(executor, way)));
  }

  @ParameterizedTest
  @MethodSource("leavers")
  void theComputingEnds(String executor, Way way) throws IOException {
    double before = cancelled();
    try (RawConnection client = new RawConnection(port())) {
      String id = begin(client, executor);
      assertThat(Eventually.holds(() -> memory.inUseBytes() > ELEMENTS)).isTrue();

      leave(client, id, way);

      assertThat(Eventually.holds(() -> cancelled() > before)).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void theWaitingEnds(Way way) throws IOException {
    double before = cancelled();
    List<RawConnection> holders = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    while (admission.waiting() == 0) {
      RawConnection holder = new RawConnection(port());
      holders.add(holder);
      ids.add(begin(holder, "\"strategy\": \"sequential\""));
      int begun = holders.size();
      // The loops are not compiled yet: a morsel may take seconds, and has its carrier.
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> admission.running() + admission.waiting() >= begun);
    }
    int running = admission.running();

    leave(holders.getLast(), ids.getLast(), way);

    assertThat(Eventually.holds(() -> admission.waiting() == 0)).isTrue();
    assertThat(Eventually.holds(() -> cancelled() - before == 1)).isTrue();
    assertThat(admission.running()).isEqualTo(running);
    for (RawConnection holder : holders) {
      holder.reset();
    }
  }

  static Stream<Arguments> receivers() {
    return Stream.of(10, 60_000, 400_000)
        .flatMap(sent -> Stream.of(Way.values()).map(way -> Arguments.of(sent, way)));
  }

  @ParameterizedTest
  @MethodSource("receivers")
  void theReceivingEnds(int sentBytes, Way way) throws IOException {
    double before = cancelled();
    try (RawConnection client = new RawConnection(port())) {
      String id = UUID.randomUUID().toString();
      client.send(RawRequest.head(PATH, "Content-Length: 1000000", "X-Request-Id: " + id));
      client.send(" ".repeat(sentBytes));
      assertThat(Eventually.holds(() -> reception.receiving() == 1)).isTrue();

      leave(client, id, way);

      assertThat(Eventually.holds(() -> reception.receiving() == 0)).isTrue();
      if (way == Way.DELETE) {
        assertThat(client.answer().status()).isEqualTo(499);
        assertThat(cancelled()).isGreaterThan(before);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void theAnsweringEnds(Way way) throws IOException {
    String body =
        """
        {"expression": "x / 3", "inputs": {"x": {"range": {"stop": 2000000}}},
         "output": {"values": "all"}}\
        """;
    try (RawConnection client = new RawConnection(port())) {
      String id = UUID.randomUUID().toString();
      client.send(
          RawRequest.head("/v1/evaluate", "Content-Length: " + body.length(), "X-Request-Id: " + id)
              + body);
      assertThat(Eventually.holds(() -> answering.answering() == 1)).isTrue();
      assertThat(client.hasSomethingWithin(PATIENCE)).isTrue();

      leave(client, id, way);

      assertThat(Eventually.holds(() -> answering.answering() == 0)).isTrue();
    }
  }

  @Test
  void whoGivesARequestUpIsToldWhetherThereIsOne() throws IOException {
    RestAssured.given()
        .port(port())
        .delete("/v1/requests/" + UUID.randomUUID())
        .then()
        .statusCode(404)
        .body("type", equalTo("/v1/problems/not-found"));
    try (RawConnection client = new RawConnection(port())) {
      String id = begin(client, "\"strategy\": \"auto\"");
      assertThat(Eventually.holds(() -> delete(id) == 204)).isTrue();
      RawAnswer answer = client.answer();
      assertThat(answer.status()).isEqualTo(499);
      assertThat(answer.text()).contains("/v1/problems/cancelled", id);
      assertThat(Eventually.holds(() -> delete(id) == 404)).isTrue();
    }
  }

  /// Whoever gives a request up must not end the next one on its connection, whenever that is.
  @Test
  void theConnectionOfARequestThatIsGivenUpCanBeUsedAgain() throws Exception {
    String body =
        "{\"expression\": \"sum(x)\", \"inputs\": {\"x\": {\"range\": {\"stop\": 3000000}}}}";
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (int round = 0; round < 100; round++) {
        String id = UUID.randomUUID().toString();
        var answer = client.sendAsync(evaluate(id, body), BodyHandlers.discarding());
        int given = 404;
        while (given == 404 && !answer.isDone()) {
          given = delete(id);
        }
        assertThat(answer.get().statusCode()).isIn(200, 499);
        assertThat(client.send(evaluate("next", body), BodyHandlers.discarding()).statusCode())
            .isEqualTo(200);
      }
    }
  }

  @Test
  void allRequestsOfAnIdAreGivenUp() throws IOException {
    String id = UUID.randomUUID().toString();
    String body = work("\"strategy\": \"sequential\"", ELEMENTS, 1);
    List<RawConnection> clients = new ArrayList<>();
    for (int client = 0; client < 8; client++) {
      RawConnection connection = new RawConnection(port());
      connection.send(
          RawRequest.head(PATH, "Content-Length: " + body.length(), "X-Request-Id: " + id) + body);
      clients.add(connection);
    }
    assertThat(Eventually.holds(() -> admission.running() + admission.waiting() == clients.size()))
        .isTrue();

    assertThat(delete(id)).isEqualTo(204);

    for (RawConnection client : clients) {
      assertThat(client.answer().status()).isEqualTo(499);
      client.close();
    }
  }

  @Test
  void anIdThatTheServiceMakesCannotBeGuessed() {
    String id = post("/v1/evaluate", "{\"expression\": \"1\"}").extract().header("X-Request-Id");

    assertThat(UUID.fromString(id).version()).isEqualTo(4);
  }

  @Test
  void whoLeavesAndWhoGivesUpIsCounted() throws IOException {
    double left = count("parallax.requests.left");
    double given = count("parallax.requests.cancelled");
    try (RawConnection client = new RawConnection(port())) {
      String id = begin(client, "\"strategy\": \"sequential\"");
      assertThat(Eventually.holds(() -> admission.running() > 0)).isTrue();
      leave(client, id, Way.FIN);
      assertThat(Eventually.holds(() -> count("parallax.requests.left") == left + 1)).isTrue();
    }
    try (RawConnection client = new RawConnection(port())) {
      String id = begin(client, "\"strategy\": \"sequential\"");
      assertThat(Eventually.holds(() -> delete(id) == 204)).isTrue();
      assertThat(count("parallax.requests.cancelled")).isEqualTo(given + 1);
      client.answer();
    }
    assertThat(count("parallax.requests.left")).isEqualTo(left + 1);
  }

  private void leave(RawConnection client, String id, Way way) throws IOException {
    switch (way) {
      case FIN -> client.close();
      case FIN_BEHIND_BYTES -> client.send("POST /v1/evaluate HTTP/1.1\r\n").close();
      case RST -> client.reset();
      case DELETE -> assertThat(delete(id)).isEqualTo(204);
    }
  }

  private HttpRequest evaluate(String id, String body) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port() + "/v1/evaluate"))
        .header("Content-Type", "application/json")
        .header("X-Request-Id", id)
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  private int delete(String id) {
    return RestAssured.given().port(port()).delete("/v1/requests/" + id).statusCode();
  }

  /// Asks for more work than anybody waits for.
  ///
  /// @return the request's id
  private static String begin(RawConnection client, String executor) throws IOException {
    String id = UUID.randomUUID().toString();
    String body = work(executor, ELEMENTS, 1);
    client.send(
        RawRequest.head(PATH, "Content-Length: " + body.length(), "X-Request-Id: " + id) + body);
    return id;
  }

  /// A reduction of many operations an element.
  static String work(String executor, int elements, int parallelism) {
    String terms =
        IntStream.range(0, 20)
            .mapToObj(at -> "sin(x + " + at + ") * cos(x - " + at + ")")
            .collect(Collectors.joining(" + "));
    return """
    {"inputs": {"x": {"range": {"stop": %d}}}, "reductions": {"s": "sum(%s)"},
     "options": {%s, "parallelism": %d, "timeoutMs": 300000}}
    """
        .formatted(elements, terms, executor, parallelism);
  }

  private double cancelled() {
    return rejected("cancelled");
  }

  private double rejected(String code) {
    return meters.find("parallax.requests.rejected").tag("code", code).counters().stream()
        .mapToDouble(Counter::count)
        .sum();
  }

  private double count(String name) {
    return meters.get(name).counter().count();
  }
}

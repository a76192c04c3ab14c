package io.parallax.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.compute.Admission;
import io.parallax.http.testing.Eventually;
import io.parallax.http.testing.HostileBodies;
import io.parallax.http.testing.HostileBodies.Body;
import io.parallax.http.testing.HostileExpressions;
import io.parallax.http.testing.HostileInputs;
import io.parallax.http.testing.HostileRequests;
import io.parallax.http.testing.OnASmallService;
import io.parallax.http.testing.OverHttp;
import io.parallax.http.testing.RawAnswer;
import io.parallax.http.testing.RawConnection;
import io.parallax.http.testing.RawRequest;
import io.parallax.memory.MemoryBudget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Whatever is sent, the answer is a problem that blames the sender or the end of the connection,
/// and nothing stays behind.
@OnASmallService
class HostileInputIT extends OverHttp {
  private final MemoryBudget memory;
  private final Admission admission;

  HostileInputIT(
      @LocalServerPort int port, @Autowired MemoryBudget memory, @Autowired Admission admission) {
    super(port);
    this.memory = memory;
    this.admission = admission;
  }

  /// An operation and its form of a request.
  private enum Operation {
    EVALUATE("{\"expression\":%s,\"inputs\":{%s}%s}"),
    FILTER("{\"predicate\":%s,\"inputs\":{%s}%s}"),
    REDUCE("{\"reductions\":{\"r\":%s},\"inputs\":{%s}%s}"),
    EXPLAIN("{\"evaluate\":{\"expression\":%s,\"inputs\":{%s}%s}}");

    private final String form;

    Operation(String form) {
      this.form = form;
    }

    String path() {
      return "/v1/" + name().toLowerCase(java.util.Locale.ROOT);
    }

    /// @param fields further fields of the request, each after a comma
    String body(String expression, String inputs, String fields) {
      return form.formatted(HostileBodies.quoted(expression), inputs, fields);
    }
  }

  @AfterEach
  void nothingStaysBehind() {
    assertThat(Eventually.holds(() -> memory.inUseBytes() == 0)).isTrue();
    assertThat(Eventually.holds(() -> admission.running() == 0 && admission.waiting() == 0))
        .isTrue();
    assertThat(Eventually.holds(() -> memory.reservationCount() == 0)).isTrue();
    post("/v1/evaluate", "{\"expression\":\"1 + 1\"}").statusCode(200);
  }

  @TestFactory
  Stream<DynamicTest> refusesMalformedBodies() {
    return everywhere(operation -> HostileBodies.malformed().stream());
  }

  @TestFactory
  Stream<DynamicTest> refusesExpressionsThatAreNone() {
    String inputs = "\"x\":[1,2,3],\"y\":[1,2]";
    return everywhere(
        operation ->
            HostileExpressions.invalid().stream()
                .map(text -> body(text, operation.body(text, inputs, ""))));
  }

  @TestFactory
  Stream<DynamicTest> refusesExpressionsThatFaultOnTheirInputs() {
    return everywhere(
        operation ->
            operation == Operation.EXPLAIN
                ? Stream.empty()
                : HostileExpressions.faults().stream()
                    .map(text -> body(text, operation.body(text, "\"x\":[1,0,-1]", ""))));
  }

  @TestFactory
  Stream<DynamicTest> refusesInputsThatAreNone() {
    return everywhere(
        operation ->
            HostileInputs.all().stream()
                .map(input -> body(input, operation.body("x > 1", "\"x\":" + input, ""))));
  }

  @TestFactory
  Stream<DynamicTest> refusesArraysThatGrowTooLargeTogether() {
    return everywhere(
        operation ->
            Stream.of("a > b", "(a + b) * 2 > 1", "where(a > 1, b, a) > b", "sum(a * b) > 1")
                .map(text -> body(text, operation.body(text, HostileInputs.BROADCAST_BOMB, ""))));
  }

  @TestFactory
  Stream<DynamicTest> refusesFieldsThatMeanNothing() {
    return everywhere(
        operation ->
            HostileBodies.fields().stream()
                .map(field -> body(field, operation.body("x > 1", "\"x\":[1]", "," + field))));
  }

  @TestFactory
  Stream<DynamicTest> refusesNamesThatAreNone() {
    return everywhere(
        operation ->
            HostileBodies.names().stream()
                .map(
                    name ->
                        body(
                            name, operation.body("1 > 2", HostileBodies.quoted(name) + ":1", ""))));
  }

  @TestFactory
  Stream<DynamicTest> refusesRequestsThatAreNoHttp() {
    return HostileRequests.requests().stream()
        .map(
            request ->
                DynamicTest.dynamicTest(
                    HostileBodies.shown(request), () -> assertRefused(request)));
  }

  @Test
  void givesUpOnSilentClients() throws IOException {
    assertLate(connectEverywhere());
  }

  @Test
  void givesUpOnClientsThatTrickle() throws IOException {
    List<RawConnection> trickling = connectEverywhere();
    List<RawConnection> answered = new ArrayList<>();
    long startNanos = System.nanoTime();
    while (!trickling.isEmpty()) {
      assertThat(Duration.ofNanos(System.nanoTime() - startNanos))
          .isLessThan(Duration.ofMillis(2 * OnASmallService.BODY_MILLIS));
      RawConnection connection = trickling.removeFirst();
      boolean isAnswered = connection.send(",1").hasSomethingWithin(Duration.ofMillis(20));
      (isAnswered ? answered : trickling).addLast(connection);
    }
    assertLate(answered);
  }

  @Test
  void givesUpOnClientsThatTrickleTheirHeaders() throws IOException {
    try (RawConnection connection = new RawConnection(port())) {
      connection.send("POST /v1/evaluate HTTP/1.1\r\n");
      long startNanos = System.nanoTime();
      while (!connection.send("x").hasSomethingWithin(Duration.ofMillis(20))) {
        assertThat(Duration.ofNanos(System.nanoTime() - startNanos))
            .isLessThan(Duration.ofMillis(10 * OnASmallService.HEADER_MILLIS));
      }
      assertThat(connection.answer().text()).isEmpty();
    }
  }

  @Test
  void givesUpOnClientsThatBeginFastAndThenTrickle() throws IOException {
    try (RawConnection connection = new RawConnection(port())) {
      connection.send(RawRequest.head("/v1/evaluate", 100_000)).send(" ".repeat(32 * 1024));
      while (!connection.send(" ").hasSomethingWithin(Duration.ofMillis(50))) {
        // It trickles until it is given up.
      }
      RawAnswer answer = connection.answer();
      assertThat(answer.status()).as(answer.text()).isIn(0, 408);
    }
  }

  /// A connection to each operation on which a short beginning of a body has been sent.
  private List<RawConnection> connectEverywhere() throws IOException {
    List<RawConnection> connections = new ArrayList<>();
    for (Operation operation : Operation.values()) {
      connections.add(
          new RawConnection(port())
              .send(RawRequest.head(operation.path(), 100_000))
              .send("{\"inputs\":{\"x\":[1"));
    }
    return connections;
  }

  private static void assertLate(List<RawConnection> connections) throws IOException {
    for (RawConnection connection : connections) {
      RawAnswer answer = connection.answer();
      connection.close();
      assertThat(answer.isRefusal()).as(answer.text()).isTrue();
      assertThat(answer.status()).isIn(0, 408);
    }
  }

  @ParameterizedTest
  @EnumSource
  void forgetsAClientThatLeavesInTheMiddle(Operation operation) throws IOException {
    for (int sent : new int[] {1, 20, 40_000}) {
      try (RawConnection connection = new RawConnection(port())) {
        connection
            .send(RawRequest.head(operation.path(), 50_000))
            .send("{\"inputs\":{\"x\":[" + "1,".repeat(sent / 2));
        RawAnswer answer = connection.endSending().answer();
        assertThat(answer.isRefusal()).as(answer.text()).isTrue();
      }
    }
  }

  @Test
  void forgetsAClientThatLeavesBeforeItsAnswer() throws IOException {
    String body =
        "{\"expression\":\"x*2\",\"inputs\":{\"x\":{\"range\":{\"stop\":2000000}}},"
            + "\"output\":{\"values\":\"all\"}}";
    for (int i = 0; i < 5; i++) {
      try (RawConnection connection = new RawConnection(port())) {
        connection.send(RawRequest.head("/v1/evaluate", body.length()) + body);
        connection.hasSomethingWithin(Duration.ofSeconds(5));
      }
    }
  }

  private Stream<DynamicTest> everywhere(
      java.util.function.Function<Operation, Stream<Body>> bodies) {
    List<DynamicTest> tests = new ArrayList<>();
    for (Operation operation : Operation.values()) {
      bodies
          .apply(operation)
          .map(
              body ->
                  DynamicTest.dynamicTest(
                      operation + " " + body, () -> assertRefused(operation, body)))
          .forEach(tests::add);
    }
    return tests.stream();
  }

  private static Body body(String name, String text) {
    return Body.of(HostileBodies.shown(name), text);
  }

  /// A request that is one as far as HTTP goes is told what is wrong with it.
  private void assertRefused(Operation operation, Body body) throws IOException {
    RawAnswer answer =
        answer(RawRequest.head(operation.path(), body.characters().length()) + body.characters());
    assertThat(answer.isProblem()).as(answer.text()).isTrue();
  }

  /// Any other may as well find the connection closed.
  private void assertRefused(String request) throws IOException {
    RawAnswer answer = answer(request);
    assertThat(answer.isRefusal()).as(answer.text()).isTrue();
  }

  private RawAnswer answer(String request) throws IOException {
    try (RawConnection connection = new RawConnection(port())) {
      return connection.send(request.getBytes(StandardCharsets.ISO_8859_1)).endSending().answer();
    }
  }
}

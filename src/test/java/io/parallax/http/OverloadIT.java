package io.parallax.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.parallax.compute.Admission;
import io.parallax.http.compute.Answering;
import io.parallax.http.compute.Reception;
import io.parallax.http.testing.Eventually;
import io.parallax.http.testing.OnASmallService;
import io.parallax.http.testing.OverHttp;
import io.parallax.http.testing.RawAnswer;
import io.parallax.http.testing.RawConnection;
import io.parallax.http.testing.RawRequest;
import io.parallax.limit.Deadline;
import io.parallax.memory.MemoryBudget;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/// What happens to those for whom there is no room or no time.
@OnASmallService
class OverloadIT extends OverHttp {
  private static final String PATH = "/v1/evaluate";
  private static final String BODY = "{\"expression\": \"1 + 1\"}";

  /// More than arrives with the headers.
  private static final int BEGUN_BYTES = 32 * 1024;

  private final MemoryBudget memory;
  private final Admission admission;
  private final Reception reception;
  private final Answering answering;

  OverloadIT(
      @LocalServerPort int port,
      @Autowired MemoryBudget memory,
      @Autowired Admission admission,
      @Autowired Reception reception,
      @Autowired Answering answering) {
    super(port);
    this.reception = reception;
    this.answering = answering;
    this.memory = memory;
    this.admission = admission;
  }

  @AfterEach
  void everythingIsGivenBack() {
    assertThat(Eventually.holds(() -> memory.inUseBytes() == 0)).isTrue();
    assertThat(Eventually.holds(() -> admission.running() == 0 && admission.waiting() == 0))
        .isTrue();
    assertThat(Eventually.holds(() -> memory.reservationCount() == 0)).isTrue();
  }

  @Test
  void whoComesWhenAllPlacesAreTakenAndEnoughWaitIsToldWhenToComeAgain()
      throws InterruptedException {
    List<Admission.Ticket> inside = new ArrayList<>();
    List<Thread> outside = new ArrayList<>();
    try {
      for (int i = 0; i < OnASmallService.CONCURRENT; i++) {
        inside.add(admission.admit(soon()));
      }
      for (int i = 0; i < OnASmallService.WAITING; i++) {
        outside.add(Thread.ofVirtual().start(() -> admission.admit(soon()).close()));
      }
      assertThat(Eventually.holds(() -> admission.waiting() == OnASmallService.WAITING)).isTrue();

      post(PATH, sines(20_000, 30_000))
          .statusCode(503)
          .contentType("application/problem+json")
          .header("Retry-After", matchesPattern("[1-9][0-9]*"))
          .body("type", equalTo("/v1/problems/overloaded"))
          .body("retryAfterSeconds", greaterThanOrEqualTo(1));
      post(PATH, BODY).statusCode(200); // a tiny one needs none of these places
    } finally {
      inside.forEach(Admission.Ticket::close);
    }
    for (Thread thread : outside) {
      thread.join();
    }
  }

  @Test
  void clientsThatSendSlowlyHoldNoPlace() throws IOException {
    List<RawConnection> slow = new ArrayList<>();
    String body = " ".repeat(BEGUN_BYTES) + BODY;
    for (int i = 0; i < 8 * OnASmallService.CONCURRENT; i++) {
      slow.add(
          new RawConnection(port())
              .send(RawRequest.head(PATH, body.length()))
              .send(" ".repeat(BEGUN_BYTES)));
    }
    assertThat(Eventually.holds(() -> reception.receiving() == slow.size())).isTrue();
    assertThat(admission.computing()).isZero();

    post(PATH, sines(20_000, 30_000)).statusCode(200);

    for (RawConnection connection : slow) {
      assertThat(connection.send(BODY).answer().status()).isEqualTo(200);
      connection.close();
    }
    assertThat(reception.receiving()).isZero();
  }

  @Test
  void aClientThatDoesNotTakeItsAnswerHoldsNoPlaceAndIsCutOff() throws IOException {
    String body =
        """
        {"expression": "x / 3", "inputs": {"x": {"range": {"stop": 1000000}}},
         "output": {"values": "all"}}\
        """;
    try (RawConnection connection = new RawConnection(port())) {
      connection.send(RawRequest.head(PATH, body.length()) + body);

      assertThat(Eventually.holds(() -> answering.answering() == 1 && admission.running() == 0))
          .isTrue();
      assertThat(Eventually.holds(() -> answering.answering() == 0)).isTrue();
      assertThat(connection.answer().text()).doesNotContain("\"timings\"");
    }
  }

  @Test
  void everyoneInACrowdIsEitherServedOrToldWhenToComeAgain()
      throws InterruptedException, ExecutionException {
    Callable<Integer> request = () -> post(PATH, sines(20_000, 30_000)).extract().statusCode();
    List<Integer> statuses = new ArrayList<>();
    try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Integer> answer : crowd.invokeAll(java.util.Collections.nCopies(40, request))) {
        statuses.add(answer.get());
      }
    }
    assertThat(statuses).contains(200).isSubsetOf(200, 503);
  }

  @Test
  void whoNeedsMemoryThatOthersHaveIsToldWhenToComeAgain() throws IOException {
    int elements = 3_000_000; // twice 24 MB, input and result, of 64 MiB
    try (RawConnection holder = new RawConnection(port())) {
      String body = sines(elements, 4_000);
      holder.send(RawRequest.head(PATH, body.length()) + body);
      assertThat(Eventually.holds(() -> memory.inUseBytes() > 16L * elements - 1)).isTrue();
      post(PATH, sines(elements, 4_000))
          .statusCode(503)
          .header("Retry-After", matchesPattern("[1-9][0-9]*"))
          .body("type", equalTo("/v1/problems/memory-exhausted"));
      assertThat(holder.answer().status()).isIn(200, 504);
    }
  }

  @Test
  void whatCannotEverFitIsTooLarge() {
    post(PATH, sines(10_000_000, 4_000))
        .statusCode(413)
        .body("type", equalTo("/v1/problems/too-large"))
        .body("detail", containsString("memoryBytes"));
  }

  @Test
  void whatTakesTooLongIsStopped() {
    post(PATH, sines(2_000_000, 20))
        .statusCode(504)
        .body("type", equalTo("/v1/problems/deadline-exceeded"));
  }

  @Test
  void aBodyLongerThanAllowedIsRefusedByItsLengthOrByItsBytes() throws IOException {
    post(PATH, " ".repeat((int) OnASmallService.BODY_BYTES) + BODY)
        .statusCode(413)
        .body("type", equalTo("/v1/problems/too-large"));
    try (RawConnection chunked = new RawConnection(port())) {
      chunked.send(RawRequest.head(PATH, "Transfer-Encoding: chunked"));
      for (int i = 0; i <= OnASmallService.BODY_BYTES / BEGUN_BYTES; i++) {
        chunked.send("8000\r\n" + " ".repeat(BEGUN_BYTES) + "\r\n");
      }
      assertThat(chunked.send("0\r\n\r\n").answer().status()).isEqualTo(413);
    }
  }

  @Test
  void aClientThatAsksFirstIsRefusedBeforeItSends() throws IOException {
    try (RawConnection connection = new RawConnection(port())) {
      connection.send(RawRequest.head(PATH, "Expect: 100-continue", "Content-Length: 99999999999"));
      RawAnswer answer = connection.answer();
      assertThat(answer.status()).isEqualTo(413);
      assertThat(answer.text()).doesNotContain("100 Continue");
    }
  }

  private static Deadline soon() {
    return Deadline.after(System.nanoTime(), Duration.ofMinutes(5));
  }

  /// A lot of work on a range of so many elements.
  private static String sines(int elements, int timeoutMillis) {
    String work =
        IntStream.range(0, 20)
            .mapToObj(at -> "sin(x + " + at + ") * cos(x - " + at + ")")
            .collect(Collectors.joining(" + "));
    return """
    {"expression": "%s", "inputs": {"x": {"range": {"stop": %d}}},
     "options": {"timeoutMs": %d}, "output": {"values": "none"}}
    """
        .formatted(work, elements, timeoutMillis);
  }
}

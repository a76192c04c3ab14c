package io.parallax.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.parallax.http.testing.Eventually;
import io.parallax.http.testing.OnASmallService;
import io.parallax.http.testing.OverHttp;
import io.parallax.memory.MemoryBudget;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/// HTTP/2 in clear text, after an upgrade: the same answers and the same limits.
@OnASmallService
class Http2IT extends OverHttp {
  private static final String MANY =
      """
      {"inputs": {"x": {"random": {"shape": [2000000]}}},
       "reductions": {"a": "sum(sin(x)**1.5)", "b": "sum(cos(x)**1.5)", "c": "median(tan(x))"}}
      """;

  private final MemoryBudget memory;
  private final MeterRegistry meters;
  private final CountDownLatch end = new CountDownLatch(1);
  private final HttpClient client = HttpClient.newBuilder().version(Version.HTTP_2).build();

  Http2IT(
      @LocalServerPort int port, @Autowired MemoryBudget memory, @Autowired MeterRegistry meters) {
    super(port);
    this.memory = memory;
    this.meters = meters;
  }

  /// A client upgrades with a request that has no body.
  @BeforeEach
  void upgrade() throws Exception {
    HttpRequest first = HttpRequest.newBuilder(address("/v1/limits")).build();
    assertThat(client.send(first, BodyHandlers.ofString()).version()).isEqualTo(Version.HTTP_2);
  }

  @AfterEach
  void nothingIsLeft() {
    end.countDown();
    client.shutdownNow();
    assertThat(Eventually.holds(() -> memory.inUseBytes() == 0)).isTrue();
  }

  @Test
  void requestsShareAConnection() {
    List<CompletableFuture<HttpResponse<String>>> answers =
        IntStream.range(0, 50)
            .mapToObj(number -> "{\"expression\": \"" + number + " + 1\"}")
            .map(
                body ->
                    client.sendAsync(post(BodyPublishers.ofString(body)), BodyHandlers.ofString()))
            .toList();

    for (int number = 0; number < answers.size(); number++) {
      HttpResponse<String> answer = answers.get(number).join();
      assertThat(answer.version()).isEqualTo(Version.HTTP_2);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).contains("\"values\":" + (number + 1) + "}");
      assertThat(answer.headers().firstValue("server-timing")).isPresent();
    }
  }

  @ParameterizedTest
  @CsvSource({"/v1/evaluate, 405", "/v1/nothing, 404"})
  void problemsAreTheSame(String path, int status) throws Exception {
    HttpResponse<String> answer =
        client.send(HttpRequest.newBuilder(address(path)).build(), BodyHandlers.ofString());

    assertThat(answer.version()).isEqualTo(Version.HTTP_2);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).contains("\"status\":" + status);
  }

  @Test
  void aBodyThatIsTooLongIsRefused() throws Exception {
    byte[] body = new byte[2 * (int) OnASmallService.BODY_BYTES];

    assertThat(status(BodyPublishers.ofByteArray(body))).isEqualTo(413);
  }

  @Test
  void aBodyThatDoesNotComeIsNotWaitedFor() throws Exception {
    CompletableFuture<HttpResponse<String>> _ =
        client.sendAsync(
            post(BodyPublishers.ofInputStream(() -> new Stalling(end))), BodyHandlers.ofString());
    assertThat(Eventually.holds(() -> receiving() == 1)).isTrue();

    assertThat(Eventually.holds(() -> receiving() == 0)).isTrue();
    assertThat(status(BodyPublishers.ofString("{\"expression\": \"1\"}"))).isEqualTo(200);
  }

  @Test
  void theWorkOfAClientThatLeavesEnds() {
    HttpRequest request =
        HttpRequest.newBuilder(address("/v1/reduce"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(MANY))
            .build();
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(request, BodyHandlers.ofString());
    assertThat(Eventually.holds(() -> answer.isDone() || memory.inUseBytes() > 0)).isTrue();

    client.shutdownNow();

    assertThat(Eventually.holds(() -> memory.inUseBytes() == 0)).isTrue();
  }

  private double receiving() {
    return meters.get("parallax.requests.receiving").gauge().value();
  }

  private int status(BodyPublisher body) throws Exception {
    HttpResponse<String> answer = client.send(post(body), BodyHandlers.ofString());
    assertThat(answer.version()).isEqualTo(Version.HTTP_2);
    return answer.statusCode();
  }

  private HttpRequest post(BodyPublisher body) {
    return HttpRequest.newBuilder(address("/v1/evaluate"))
        .header("Content-Type", "application/json")
        .POST(body)
        .build();
  }

  private URI address(String path) {
    return URI.create("http://localhost:" + port() + path);
  }

  /// A body that begins and then does not go on until the test is over.
  private static final class Stalling extends InputStream {
    private final CountDownLatch end;
    private boolean begun;

    private Stalling(CountDownLatch end) {
      this.end = end;
    }

    @Override
    public int read() {
      if (!begun) {
        begun = true;
        return '{';
      }
      try {
        end.await();
      } catch (InterruptedException over) {
        Thread.currentThread().interrupt();
      }
      return -1;
    }

    @Override
    public int read(byte[] target, int offset, int count) {
      int one = read();
      if (one < 0) {
        return -1;
      }
      target[offset] = (byte) one;
      return 1;
    }
  }
}

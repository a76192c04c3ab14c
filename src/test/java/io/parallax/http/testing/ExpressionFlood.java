package io.parallax.http.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// Clients that send different expressions at the same time, each to native kernels and to the
/// interpreter of blocks, and compare the bits.
public final class ExpressionFlood implements AutoCloseable {
  public static final int CLIENTS = 8;

  /// Each with a constant that no other has, so that no two share a kernel.
  private static final List<String> FORMS =
      List.of(
          "(a * %s + b) / (b + 1)",
          "where(a > b, a, b) * %s + 1",
          "sum(a * %s - b)",
          "sqrt(abs(a * %s - b))",
          "(i * j + int64(%s)) %% 1000",
          "min(a / %s) + b * b",
          "(a + %s > b) & (i > j)",
          "mean(b, axis=0) * %s",
          "sin(a * %s) - tan(b)",
          "exp(-a * a / %s) + log(b)");

  private static final String INPUTS =
      """
      {"a": {"random": {"distribution": "normal", "shape": [257], "seed": 1}},
       "b": {"random": {"distribution": "uniform", "shape": [257], "seed": 2}},
       "i": {"random": {"distribution": "integers", "shape": [257], "seed": 3, "low": -999, "high": 999}},
       "j": {"random": {"distribution": "integers", "shape": [257], "seed": 4, "low": -999, "high": 999}}}""";

  private final URI address;
  private final HttpClient http = HttpClient.newHttpClient();
  private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);

  public ExpressionFlood(int port) {
    address = URI.create("http://localhost:" + port + "/v1/evaluate");
  }

  /// Sends the expressions numbered from … to − 1, which are all different, and waits for every
  /// answer.
  ///
  /// @return what is wrong with the answers that are not the interpreter's, one text each
  public List<String> send(int from, int to) throws InterruptedException, ExecutionException {
    AtomicInteger next = new AtomicInteger(from);
    AtomicInteger sent = new AtomicInteger();
    Callable<List<String>> client =
        () -> {
          List<String> errors = new ArrayList<>();
          for (int number = next.getAndIncrement(); number < to; number = next.getAndIncrement()) {
            compare(number).ifPresent(errors::add);
            sent.incrementAndGet();
          }
          return errors;
        };
    List<String> errors = new ArrayList<>();
    for (Future<List<String>> done :
        clients.invokeAll(Stream.generate(() -> client).limit(CLIENTS).toList())) {
      errors.addAll(done.get());
    }
    assertThat(sent).hasValue(to - from);
    return errors;
  }

  private Optional<String> compare(int number) throws InterruptedException {
    String expression = FORMS.get(number % FORMS.size()).formatted(Double.toString(2 + number));
    try {
      String answer = evaluated(expression, "native-kernels");
      assertThat(answer).contains("\"strategy\":\"native-kernels\"");
      assertThat(result(answer))
          .as(expression)
          .isEqualTo(result(evaluated(expression, "sequential")));
      return Optional.empty();
    } catch (IOException | AssertionError wrong) {
      return Optional.of(expression + ": " + wrong);
    }
  }

  private String evaluated(String expression, String strategy)
      throws IOException, InterruptedException {
    String body =
        "{\"expression\":\"%s\",\"inputs\":%s,\"options\":{\"strategy\":\"%s\"}}"
            .formatted(expression, INPUTS, strategy);
    var request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    var answer = http.send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as("%s: %s", expression, answer.body()).isEqualTo(200);
    return answer.body();
  }

  private static String result(String answer) {
    return answer.substring(0, answer.indexOf(",\"execution\""));
  }

  @Override
  public void close() {
    clients.shutdownNow();
    http.close();
  }
}

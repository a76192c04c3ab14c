package io.parallax.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.parallax.http.testing.Eventually;
import io.parallax.http.testing.OverHttp;
import io.parallax.memory.MemoryBudget;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// Inputs that are fetched from a server, which is one of this machine.
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {"parallax.urls.private-addresses=true", "parallax.urls.size=64KB"})
class RemoteInputsIT extends OverHttp {
  private static final Path FILES = Path.of("src/test/resources/interop/files");
  private static final HttpServer SOURCE = source();
  private static final CyclicBarrier BOTH = new CyclicBarrier(2);

  private final MemoryBudget memory;

  RemoteInputsIT(
      @LocalServerPort int port,
      @org.springframework.beans.factory.annotation.Autowired MemoryBudget memory) {
    super(port);
    this.memory = memory;
  }

  @DynamicPropertySource
  static void allowsTheSource(DynamicPropertyRegistry registry) {
    registry.add("parallax.urls.hosts", () -> "localhost:" + SOURCE.getAddress().getPort());
  }

  @AfterAll
  static void endsTheSource() {
    SOURCE.stop(0);
  }

  @AfterEach
  void givesAllMemoryBack() {
    assertThat(Eventually.holds(() -> memory.inUseBytes() == 0)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          file/pandas.csv     | x    | 3
          file/pandas.arrow   | n    | 3
          file/pandas.parquet | flag | 3
          file/numpy-bool.npy | x    | 2
          typed/pandas.csv    | x    | 3
          gzip/pandas.csv     | x    | 3
          moved/pandas.csv    | x    | 3
          """)
  void isReadInTheFormatThatItHas(String path, String column, int count) {
    evaluate("size(x)", address(path), column)
        .statusCode(200)
        .body("result.values", equalTo(count));
  }

  @Test
  void theOnlyColumnNeedsNoName() {
    post("/v1/reduce", request("{\"reductions\": {\"n\": \"size(x)\"}", "file/numpy-bool.npy"))
        .statusCode(200)
        .body("results.n.values", equalTo(2));
    post("/v1/evaluate", request("{\"expression\": \"x\"", "file/pandas.csv"))
        .statusCode(422)
        .body("type", equalTo("/v1/problems/unknown-column"))
        .body("detail", containsString("x, n, flag"));
    evaluate("x", address("file/pandas.csv"), "price")
        .statusCode(422)
        .body("detail", containsString("no column \"price\""));
  }

  private static String request(String start, String path) {
    return start + ", \"inputs\": {\"x\": {\"url\": \"" + address(path) + "\"}}}";
  }

  @Test
  void everyOperationTakesThem() {
    post(
            "/v1/filter",
            request("{\"predicate\": \"x\", \"return\": \"count\"", "file/numpy-bool.npy"))
        .statusCode(200)
        .body("matched", equalTo(1));
    post(
            "/v1/map",
            request("{\"functions\": \"def f(x):\\n    return not x\\n\"", "file/numpy-bool.npy"))
        .statusCode(200);
    post(
            "/v1/explain",
            "{\"evaluate\": " + request("{\"expression\": \"x\"", "file/numpy-bool.npy") + "}")
        .statusCode(200)
        .body("program", containsString("input x: bool(2,)"));
  }

  /// The source answers neither of two requests before it has both.
  @Test
  void severalAreFetchedAtATime() {
    post(
            "/v1/evaluate",
            """
            {"expression": "sum(a + b)",
             "inputs": {"a": {"url": "%s"}, "c": [1], "b": {"url": "%s"}}}
            """
                .formatted(address("both/a.csv"), address("both/b.csv")))
        .statusCode(200)
        .body("result.values", equalTo(6));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          http://example.org/x.npy         | 422 | url-refused | example.org:80 is not among the hosts
          ftp://localhost/x.npy            | 422 | url-refused | only addresses of http and https
          /x.npy                           | 422 | url-refused | only addresses of http and https
          SOURCE/away                      | 422 | url-refused | 127.0.0.1
          SOURCE/round                     | 422 | url-refused | more than 3 times
          SOURCE/absent.csv                | 502 | url-failed  | answers with status 404
          SOURCE/short.csv                 | 502 | url-failed  | cannot be read
          SOURCE/coded.csv                 | 502 | url-failed  | answers in the coding br
          SOURCE/long.csv                  | 413 | too-large   | larger than the limit of 65536 bytes
          SOURCE/bomb.csv                  | 413 | too-large   | more than 65537 elements
          SOURCE/page.html                 | 422 | invalid-input | is sent as text/html
          SOURCE/wrong.npy                 | 400 | malformed-body | these bytes are no .npy file
          """)
  void refusesWhatCannotBeHad(String address, int status, String problem, String detail) {
    String sent = address.replace("SOURCE/", address(""));

    post(
            "/v1/evaluate",
            "{\"expression\": \"x\", \"inputs\": {\"x\": {\"url\": \"" + sent + "\"}}}")
        .statusCode(status)
        .body("type", equalTo("/v1/problems/" + problem))
        .body("detail", containsString(detail))
        .body("pointer", equalTo("/inputs/x/url"));
  }

  @Test
  void theTimeOfTheRequestCountsForTheSource() {
    post(
            "/v1/evaluate",
            """
            {"expression": "x", "inputs": {"x": {"url": "%s"}}, "options": {"timeoutMs": 300}}
            """
                .formatted(address("silent.csv")))
        .statusCode(504);
  }

  @Test
  void nothingElseIsBesideAnAddress() {
    post(
            "/v1/evaluate",
            "{\"expression\": \"x\", \"inputs\": {\"x\": {\"url\": \"http://localhost/x.npy\","
                + " \"dtype\": \"int8\"}}}")
        .statusCode(422)
        .body("detail", containsString("are the only fields"));
  }

  private ValidatableResponse evaluate(String expression, String address, String column) {
    return post(
        "/v1/evaluate",
        """
        {"expression": "%s", "inputs": {"x": {"url": "%s", "column": "%s"}}}
        """
            .formatted(expression, address, column));
  }

  private static String address(String path) {
    return "http://localhost:%d/%s".formatted(SOURCE.getAddress().getPort(), path);
  }

  private static HttpServer source() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", RemoteInputsIT::answer);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.start();
      return server;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String name = path.substring(path.lastIndexOf('/') + 1);
    switch (path.split("/", -1)[1]) {
      case "file" -> send(exchange, Files.readAllBytes(FILES.resolve(name)), "");
      case "typed" -> send(exchange, Files.readAllBytes(FILES.resolve(name)), "text/csv");
      case "gzip" -> {
        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        send(exchange, packed(Files.readAllBytes(FILES.resolve(name))), "text/csv");
      }
      case "moved" -> redirect(exchange, "/file/" + name);
      case "both" -> {
        awaitBoth();
        send(exchange, "v\n3\n".getBytes(StandardCharsets.UTF_8), "");
      }
      case "away" ->
          redirect(exchange, "http://127.0.0.1:" + SOURCE.getAddress().getPort() + "/file/x.npy");
      case "round" -> redirect(exchange, "/round");
      case "short.csv" -> {
        exchange.sendResponseHeaders(200, 1000);
        exchange.getResponseBody().write("a\n1\n".getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
        throw new IOException("the rest does not come");
      }
      case "coded.csv" -> {
        exchange.getResponseHeaders().set("Content-Encoding", "br");
        send(exchange, new byte[10], "text/csv");
      }
      case "long.csv" -> send(exchange, new byte[70_000], "text/csv");
      case "bomb.csv" -> {
        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        send(exchange, packed(new byte[10_000_000]), "text/csv");
      }
      case "page.html" -> send(exchange, new byte[10], "text/html");
      case "wrong.npy" -> send(exchange, new byte[10], "application/x-npy");
      case "silent.csv" -> {
        // Nothing is ever answered.
      }
      default -> {
        exchange.sendResponseHeaders(404, -1);
        exchange.close();
      }
    }
  }

  private static void awaitBoth() throws IOException {
    try {
      BOTH.await(20, TimeUnit.SECONDS);
    } catch (Exception alone) {
      throw new IOException(alone);
    }
  }

  private static void redirect(HttpExchange exchange, String location) throws IOException {
    exchange.getResponseHeaders().set("Location", location);
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private static void send(HttpExchange exchange, byte[] bytes, String type) throws IOException {
    if (!type.isEmpty()) {
      exchange.getResponseHeaders().set("Content-Type", type);
    }
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static byte[] packed(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    }
    return packed.toByteArray();
  }
}

package io.parallax.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.format.NumberText;
import io.parallax.http.testing.OnTheService;
import io.parallax.http.testing.OverHttp;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// How long arrays take to come and go in each format, over HTTP on the loopback interface, beside
/// an echo of the same bytes by the same server, Jackson's plain loop, and the same calls with
/// FastAPI (where Debian's python3-fastapi, python3-uvicorn and python3-numexpr are installed):
/// medians of interleaved rounds, as a table in `target/formats.md`.
///
/// System properties: `formats.counts`, numbers of elements with commas between them, and
/// `formats.rounds`. Client and service run in one process.
@OnTheService
class FormatsCampaign extends OverHttp {
  private static final String JSON = "application/json";
  private static final String NPY = "application/x-npy";
  private static final String RAW = "application/octet-stream";
  private static final String CSV = "text/csv";
  private static final String ARROW = "application/vnd.apache.arrow.stream";
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int MANY = 1_000_000;
  private static final Pattern COUNTS = Pattern.compile(",");
  private static final Path PYTHON = Path.of("/usr/bin/python3");

  @AutoClose
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final JsonFactory jackson = new JsonFactory();

  FormatsCampaign(@LocalServerPort int port) {
    super(port);
  }

  /// Sends back what it is sent.
  @TestConfiguration
  static class Echo {
    @Bean
    ServletRegistrationBean<HttpServlet> echo() {
      HttpServlet servlet =
          new HttpServlet() {
            private static final long serialVersionUID = 1L;

            @Override
            protected void doPost(HttpServletRequest request, HttpServletResponse response)
                throws IOException {
              byte[] body = request.getInputStream().readAllBytes();
              response.setContentType(RAW);
              response.setContentLength(body.length);
              response.getOutputStream().write(body);
            }
          };
      return new ServletRegistrationBean<>(servlet, "/echo");
    }
  }

  private interface Call {
    void run() throws IOException, InterruptedException;
  }

  @Test
  void writesTheTable() throws Exception {
    List<String> lines =
        new ArrayList<>(List.of("| elements | call | median (ms) |", "|---:|---|---:|"));
    Optional<Peer> peer = Peer.start();
    try {
      for (String count :
          COUNTS
              .splitAsStream(System.getProperty("formats.counts", "100000,1000000,10000000"))
              .toList()) {
        measure(Integer.parseInt(count), peer)
            .forEach(
                (call, milliseconds) ->
                    lines.add("| %s | %s | %.2f |".formatted(count, call, milliseconds)));
        Files.write(Path.of("target", "formats.md"), lines);
      }
    } finally {
      peer.ifPresent(Peer::stop);
    }
  }

  /// The median times in milliseconds, by call.
  private Map<String, Double> measure(int count, Optional<Peer> peer) throws Exception {
    Map<String, Call> calls = calls(count, peer);
    int rounds = Integer.getInteger("formats.rounds", count > MANY ? 3 : 9);
    int warmUpRounds = count > MANY ? 1 : 3;
    Map<String, double[]> nanos = new LinkedHashMap<>();
    calls.keySet().forEach(name -> nanos.put(name, new double[rounds]));
    for (int round = -warmUpRounds; round < rounds; round++) {
      for (Map.Entry<String, Call> call : calls.entrySet()) {
        long startNanos = System.nanoTime();
        call.getValue().run();
        double[] all = nanos.get(call.getKey());
        if (round >= 0 && all != null) {
          all[round] = (System.nanoTime() - startNanos) / 1e6;
        }
      }
    }
    Map<String, Double> medians = new LinkedHashMap<>();
    nanos.forEach(
        (name, each) -> {
          Arrays.sort(each);
          medians.put(name, each[rounds / 2]);
        });
    return medians;
  }

  private Map<String, Call> calls(int count, Optional<Peer> peer) throws Exception {
    double[] values = new Random(1).doubles(count).toArray();
    byte[] array = text(values, ',');
    byte[] sum = json("{\"inputs\":{\"x\":[", array, "]},\"reductions\":{\"total\":\"sum(x)\"}}");
    byte[] twice =
        json(
            "{\"expression\":\"x*2\",\"inputs\":{\"x\":[",
            array,
            "]},\"output\":{\"values\":\"all\",\"detail\":\"minimal\"}}");
    byte[] raw = raw(values);
    byte[] npy = npy(raw, count);
    byte[] csv = json("x\n", text(values, '\n'), "\n");
    byte[] arrow = answer(post("/v1/evaluate", JSON, ARROW, twice)).body();
    String generated =
        "{\"expression\":\"x\",\"inputs\":{\"x\":{\"random\":{\"shape\":[%d],\"seed\":1}}},"
                .formatted(count)
            + "\"output\":{\"values\":\"all\",\"detail\":\"minimal\"}}";
    Map<String, Call> calls = new LinkedHashMap<>();
    calls.put("echo of JSON", () -> answer(post("/echo", JSON, RAW, twice)));
    calls.put("echo of raw", () -> answer(post("/echo", RAW, RAW, raw)));
    calls.put("Jackson reads", () -> read(array));
    calls.put("Jackson writes", () -> write(values));
    calls.put("JSON in, sum out", () -> answer(post("/v1/reduce", JSON, JSON, sum)));
    calls.put("JSON in, x*2 out", () -> answer(post("/v1/evaluate", JSON, JSON, twice)));
    calls.put(
        "generated, JSON out",
        () -> answer(post("/v1/evaluate", JSON, JSON, generated.getBytes(StandardCharsets.UTF_8))));
    Map<String, byte[]> binary = new LinkedHashMap<>();
    binary.put(NPY, npy);
    binary.put(RAW + "; dtype=float64", raw);
    binary.put(ARROW, arrow);
    binary.put(CSV, csv);
    for (String type : List.copyOf(binary.keySet())) {
      if (!isRead(type)) {
        binary.remove(type);
      }
    }
    binary.forEach(
        (type, body) -> {
          String name = type.replaceFirst(";.*", "");
          String input = type.equals(ARROW) ? "result" : "x";
          calls.put(
              name + " in, sum out",
              () -> answer(post("/v1/reduce?total=sum(" + input + ")", type, JSON, body)));
          calls.put(
              name + " in, x*2 out",
              () -> answer(post("/v1/evaluate?expression=" + input + "*2", type, name, body)));
          calls.put(
              "generated, " + name + " out",
              () ->
                  answer(
                      post(
                          "/v1/evaluate", JSON, name, generated.getBytes(StandardCharsets.UTF_8))));
        });
    peer.ifPresent(
        other -> {
          calls.put("FastAPI: JSON in, sum out", () -> answer(other.post("/sum", JSON, JSON, sum)));
          calls.put(
              "FastAPI: JSON in, x*2 out", () -> answer(other.post("/twice", JSON, JSON, twice)));
          calls.put(
              "FastAPI: generated, JSON out",
              () -> answer(other.post("/generate?count=" + count, JSON, JSON, new byte[0])));
          calls.put("FastAPI: .npy in, sum out", () -> answer(other.post("/sum", NPY, JSON, npy)));
          calls.put("FastAPI: .npy in, x*2 out", () -> answer(other.post("/twice", NPY, NPY, npy)));
          calls.put(
              "FastAPI: generated, .npy out",
              () -> answer(other.post("/generate?count=" + count, JSON, NPY, new byte[0])));
        });
    return calls;
  }

  /// Whether bodies of this type are read.
  private boolean isRead(String type) throws IOException, InterruptedException {
    HttpRequest request = post("/v1/reduce?total=sum(x)", type, JSON, new byte[0]);
    return http.send(request, BodyHandlers.discarding()).statusCode() != 415;
  }

  private HttpRequest post(String path, String type, String accept, byte[] body) {
    return post("http://localhost:" + port(), path, type, accept, body);
  }

  private static HttpRequest post(
      String server, String path, String type, String accept, byte[] body) {
    return HttpRequest.newBuilder(URI.create(server + path))
        .header("Content-Type", type)
        .header("Accept", accept)
        .POST(BodyPublishers.ofByteArray(body))
        .build();
  }

  private HttpResponse<byte[]> answer(HttpRequest request)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      assertThat(new String(response.body(), StandardCharsets.UTF_8))
          .as(request.toString())
          .isNull();
    }
    return response;
  }

  private void read(byte[] array) {
    double sum = 0;
    try (JsonParser parser =
        jackson.createParser(
            ObjectReadContext.empty(), new ByteArrayInputStream(json("[", array, "]")))) {
      parser.nextToken();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        sum += parser.getDoubleValue();
      }
    }
    assertThat(sum).isPositive();
  }

  private void write(double[] values) {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    try (JsonGenerator generator = jackson.createGenerator(ObjectWriteContext.empty(), stream)) {
      generator.writeStartArray();
      for (double value : values) {
        generator.writeNumber(value);
      }
      generator.writeEndArray();
    }
    assertThat(stream.size()).isPositive();
  }

  private static byte[] text(double[] values, char separator) {
    byte[] text = new byte[Math.multiplyExact(values.length, 26) + NumberText.MAX_BYTES];
    int at = 0;
    for (double value : values) {
      at = NumberText.put(value, text, at);
      text[at++] = (byte) separator;
    }
    return Arrays.copyOf(text, at - 1);
  }

  private static byte[] json(String before, byte[] array, String after) {
    ByteArrayOutputStream body = new ByteArrayOutputStream(array.length + 200);
    body.writeBytes(before.getBytes(StandardCharsets.UTF_8));
    body.writeBytes(array);
    body.writeBytes(after.getBytes(StandardCharsets.UTF_8));
    return body.toByteArray();
  }

  private static byte[] raw(double[] values) {
    ByteBuffer raw = ByteBuffer.allocate(values.length * Double.BYTES);
    raw.order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().put(values);
    return raw.array();
  }

  private static byte[] npy(byte[] raw, int count) {
    String header = "{'descr': '<f8', 'fortran_order': False, 'shape': (%d,), }".formatted(count);
    String padded = header + " ".repeat(117 - header.length()) + "\n";
    byte[] start = "\u0093NUMPY\u0001\0v\0".getBytes(StandardCharsets.ISO_8859_1);
    ByteArrayOutputStream body = new ByteArrayOutputStream(raw.length + 128);
    body.writeBytes(start);
    body.writeBytes(padded.getBytes(StandardCharsets.US_ASCII));
    body.writeBytes(raw);
    return body.toByteArray();
  }

  /// The same calls served by FastAPI, in a process of its own.
  private record Peer(Process process, int port) {
    /// The peer; empty where its packages are not installed.
    static Optional<Peer> start() throws IOException, InterruptedException {
      boolean installed =
          Files.exists(PYTHON)
              && new ProcessBuilder(
                          PYTHON.toString(), "-c", "import fastapi, uvicorn, numexpr, numpy")
                      .start()
                      .waitFor()
                  == 0;
      if (!installed) {
        return Optional.empty();
      }
      int port;
      try (ServerSocket free = new ServerSocket(0)) {
        port = free.getLocalPort();
      }
      Process process =
          new ProcessBuilder(
                  PYTHON.toString(),
                  "-m",
                  "uvicorn",
                  "--log-level",
                  "warning",
                  "--port",
                  Integer.toString(port),
                  "fastapi_formats:app")
              .directory(Path.of("src", "jmh", "peers").toFile())
              .inheritIO()
              .start();
      Peer peer = new Peer(process, port);
      Awaitility.await()
          .atMost(PATIENCE)
          .ignoreException(ConnectException.class)
          .until(peer::answers);
      return Optional.of(peer);
    }

    private boolean answers() throws IOException {
      URI.create("http://localhost:" + port + "/docs").toURL().openConnection().connect();
      return true;
    }

    HttpRequest post(String path, String type, String accept, byte[] body) {
      return FormatsCampaign.post("http://localhost:" + port, path, type, accept, body);
    }

    void stop() {
      process.destroy();
    }
  }
}

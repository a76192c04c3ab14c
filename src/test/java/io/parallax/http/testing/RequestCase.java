package io.parallax.http.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A line of `cases.jsonl`: a request and the right answer. Numbers are sent as they are written.
public record RequestCase(JsonNode line) {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
          .build();

  private static final Set<String> COMPUTING = Set.of("/v1/evaluate", "/v1/filter", "/v1/reduce");

  /// The cases in `cases.jsonl` beside this class's package.
  public static List<RequestCase> all() {
    try (InputStream lines =
        RequestCase.class.getResourceAsStream("/io/parallax/http/cases.jsonl")) {
      return new String(lines.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(text -> new RequestCase(MAPPER.readTree(text)))
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public int id() {
    return line.get("id").intValue();
  }

  /// For the name of a test.
  public String title() {
    return "%d %s: %s"
        .formatted(id(), line.get("kind").stringValue(), line.get("why").stringValue());
  }

  /// Whether it can be sent to each executor.
  public boolean computes() {
    return line.get("method").stringValue().equals("POST")
        && COMPUTING.contains(line.get("path").stringValue());
  }

  /// Sends the request.
  ///
  /// @param strategy in `options.strategy`, or nothing to send it as it is
  public HttpResponse<String> send(HttpClient client, int port, Optional<String> strategy)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create("http://localhost:" + port + line.get("path").stringValue()))
            .method(line.get("method").stringValue(), body(strategy));
    if (line.has("body") || line.has("raw")) {
      request.header("Content-Type", "application/json");
    }
    line.path("headers")
        .properties()
        .forEach(header -> request.setHeader(header.getKey(), header.getValue().stringValue()));
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /// Holds the answer to what is right.
  ///
  /// @throws AssertionError when it is not the right answer, nor a good refusal of what does not
  ///   exist yet
  public void requireRight(HttpResponse<String> response) {
    CaseAnswer answer = new CaseAnswer(line.get("expect"), MAPPER);
    if (line.has("feature") && response.statusCode() >= 400) {
      answer.requireRefusal(response, line.get("until"));
    } else {
      answer.requireOf(response);
    }
  }

  private BodyPublisher body(Optional<String> strategy) {
    if (line.has("raw")) {
      String text = line.get("raw").stringValue();
      return BodyPublishers.ofString(
          strategy
              .map(name -> "{\"options\":{\"strategy\":\"" + name + "\"}," + text.substring(1))
              .orElse(text));
    }
    if (!line.has("body")) {
      return BodyPublishers.noBody();
    }
    ObjectNode body = (ObjectNode) line.get("body").deepCopy();
    strategy.ifPresent(
        name -> {
          ObjectNode options =
              body.path("options") instanceof ObjectNode given ? given : body.putObject("options");
          options.put("strategy", name);
        });
    byte[] text = MAPPER.writeValueAsBytes(body);
    return BodyPublishers.ofByteArray(line.path("gzip").asBoolean(false) ? compressed(text) : text);
  }

  private static byte[] compressed(byte[] bytes) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(bytes);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return compressed.toByteArray();
  }
}

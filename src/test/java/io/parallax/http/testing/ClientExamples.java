package io.parallax.http.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What generated clients send: every example of the description that has a name, each list that
/// the service has, and a request that each client makes of its own classes. Plain HTTP says what
/// they must be answered.
public final class ClientExamples {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final List<String> OPERATIONS = List.of("evaluate", "filter", "reduce", "explain");

  private static final Map<String, String> LISTS =
      Map.of(
          "listFunctions", "/v1/functions",
          "listLimits", "/v1/limits",
          "listStrategies", "/v1/strategies",
          "listProblems", "/v1/problems",
          "getProblem", "/v1/problems/unknown-name");

  /// The request that clients make of their own classes, in plain JSON.
  private static final String TYPED =
      """
      {"expression": "mean(noise) + sum(a) + sum(b * s)", "inputs": {
        "noise": {"random": {"distribution": "normal", "shape": [1000], "seed": 7, "mean": 100, "std": 15}},
        "a": {"dtype": "float32", "values": [0.5, 1.5]}, "b": [[1, 2], [3, 4]], "s": 2.5}}
      """;

  /// Fields that differ from one answer to the same request to the next.
  private static final List<String> PASSING =
      List.of("timings", "execution", "decision", "cost", "requestId", "workers", "compiler");

  private final ArrayNode examples = JSON.createArrayNode();
  private final Map<String, Response> answers = new LinkedHashMap<>();

  private ClientExamples() {}

  /// The examples of the running service's description, and its answers to plain requests.
  public static ClientExamples of(OverHttp service) {
    ClientExamples all = new ClientExamples();
    JsonNode components =
        JSON.readTree(service.get("/v1/openapi").extract().asString()).get("components");
    for (String operation : OPERATIONS) {
      String body = operation.substring(0, 1).toUpperCase(Locale.ROOT) + operation.substring(1);
      JsonNode content = components.at("/requestBodies/" + body + "Body/content");
      JsonNode named = content.get("application/json").get("examples");
      for (String name : named.propertyNames()) {
        JsonNode value = components.at("/examples/" + name + "/value");
        all.post(service, name, operation, value);
      }
    }
    LISTS.forEach((operation, path) -> all.add(operation, operation, service.request().get(path)));
    all.add(
        "typed",
        "typed",
        service.request().contentType("application/json").body(TYPED).post("/v1/evaluate"));
    return all;
  }

  private void post(OverHttp service, String name, String operation, JsonNode body) {
    Response answer =
        service
            .request()
            .contentType("application/json")
            .body(JSON.writeValueAsString(body))
            .post("/v1/" + operation);
    add(name, operation, answer).set("body", body);
  }

  private ObjectNode add(String name, String operation, Response answer) {
    answers.put(name, answer);
    return examples.addObject().put("name", name).put("operation", operation);
  }

  /// Writes what a client is to send.
  public void write(Path file) {
    JSON.writeValue(file.toFile(), examples);
  }

  /// Fails where a client was answered otherwise than plain HTTP.
  ///
  /// @param file what the client has written
  public void requireSameAnswers(Path file) {
    JsonNode received = JSON.readTree(file.toFile());
    List<String> names = new ArrayList<>();
    for (JsonNode answer : received) {
      String name = answer.get("name").stringValue();
      Response plain = answers.get(name);
      assertThat(plain).as(name).isNotNull();
      assertThat(answer.get("status").intValue()).as(name).isEqualTo(plain.statusCode());
      assertThat(lasting(answer.get("body")))
          .as(name)
          .isNotEqualTo("{}")
          .isEqualTo(lasting(JSON.readTree(plain.asString())));
      names.add(name);
    }
    assertThat(names).hasSizeGreaterThan(LISTS.size()).containsExactlyElementsOf(answers.keySet());
  }

  /// What a value says, whatever the client's numbers are: fields in the order of their names,
  /// without those that differ from run to run, and without what some clients write for nothing.
  private static Object lasting(JsonNode value) {
    if (value.isNumber()) {
      return value.doubleValue();
    }
    if (value.isArray()) {
      List<Object> elements = new ArrayList<>();
      value.forEach(element -> elements.add(lasting(element)));
      return elements;
    }
    if (value.isObject()) {
      Map<String, Object> fields = new TreeMap<>();
      for (Map.Entry<String, JsonNode> field : value.properties()) {
        JsonNode content = field.getValue();
        boolean isNothing = content.isNull() || (content.isContainer() && content.isEmpty());
        if (!PASSING.contains(field.getKey()) && !isNothing) {
          fields.put(field.getKey(), lasting(field.getValue()));
        }
      }
      return fields;
    }
    return value.asString();
  }
}

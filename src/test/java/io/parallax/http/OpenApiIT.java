package io.parallax.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.http.testing.JsonSchema;
import io.parallax.http.testing.NullFields;
import io.parallax.http.testing.OnTheService;
import io.parallax.http.testing.OverHttp;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The description tells the truth: it is the one committed, its examples work and the answers fit
/// it.
@OnTheService
class OpenApiIT extends OverHttp {
  private static final Path COMMITTED = Path.of("openapi", "openapi.yaml");
  private static final String WRITE = "parallax.openapi.write";
  private static final String COMMAND = "./mvnw verify -Dit.test=OpenApiIT -D" + WRITE + "=true";
  private static final JsonMapper JSON = JsonMapper.shared();

  private static final String INPUTS_OF_EVERY_KIND =
      """
      {"expressions": {"sum": "a + u + n + i + e + l + g + b + p + t + s + m + r + f + c"},
       "inputs": {
         "a": {"values": [1, 2, 3]},
         "u": {"random": {"distribution": "uniform", "shape": [3]}},
         "n": {"random": {"distribution": "normal", "shape": [3]}},
         "i": {"random": {"distribution": "integers", "shape": [3], "high": 5}},
         "e": {"random": {"distribution": "exponential", "shape": [3]}},
         "l": {"random": {"distribution": "lognormal", "shape": [3]}},
         "g": {"random": {"distribution": "gamma", "shape": [3], "k": 2}},
         "b": {"random": {"distribution": "beta", "shape": [3], "a": 2, "b": 3}},
         "p": {"random": {"distribution": "poisson", "shape": [3]}},
         "t": {"random": {"distribution": "binomial", "shape": [3], "n": 9, "p": 0.5}},
         "s": {"random": {"distribution": "bernoulli", "shape": [3], "p": 0.5}},
         "m": {"random": {"distribution": "permutation", "n": 3}},
         "r": {"range": {"stop": 3}},
         "f": {"linspace": {"start": 0, "stop": 1, "count": 3}},
         "c": {"constant": {"value": 2, "shape": [3]}}}}
      """;

  OpenApiIT(@LocalServerPort int port) {
    super(port);
  }

  /// Stores what examples name.
  @BeforeEach
  void storesTheDatasetOfTheExamples() {
    JsonNode stored = description().at("/components/examples/datasetColumns/value");
    String id = post("/v1/datasets", JSON.writeValueAsString(stored)).extract().path("id");
    JsonNode kept = description().at("/components/examples/evaluateKept/value");
    assertThat(kept.at("/inputs/price/dataset").stringValue()).isEqualTo(id);
    post("/v1/evaluate", JSON.writeValueAsString(kept)).statusCode(200);
  }

  /// An operation's example and what the description says will come of it.
  ///
  /// @param request what the description says of bodies
  private record Example(
      String path, String name, JsonNode body, int status, JsonNode request, JsonNode response) {}

  @Test
  void theCommittedDescriptionIsTheServedOne() throws IOException {
    String served = get("/v1/openapi.yaml").statusCode(200).extract().asString();
    if (Boolean.getBoolean(WRITE)) {
      Files.createDirectories(COMMITTED.getParent());
      Files.writeString(COMMITTED, served);
    }
    assertThat(Files.readString(COMMITTED))
        .as("%s is not what the service serves; to write it anew: %s", COMMITTED, COMMAND)
        .isEqualTo(served);
  }

  @Test
  void everyComputingOperationHasThreeExamplesAndOneOfThemIsAProblem() {
    Map<String, List<Example>> byPath =
        examples().collect(java.util.stream.Collectors.groupingBy(Example::path));
    assertThat(byPath)
        .containsOnlyKeys(
            "/v1/evaluate",
            "/v1/filter",
            "/v1/reduce",
            "/v1/map",
            "/v1/explain",
            "/v1/benchmarks",
            "/v1/datasets");
    assertThat(byPath.values())
        .allSatisfy(
            examples -> {
              assertThat(examples).hasSizeGreaterThanOrEqualTo(3);
              assertThat(examples.getFirst().status()).isLessThan(300);
              assertThat(examples).anyMatch(example -> example.status() >= 400);
            });
  }

  @Test
  void theFirstOperationIsToEvaluate() {
    assertThat(description().get("paths").propertyNames()).startsWith("/v1/evaluate", "/v1/filter");
    assertThat(description().at("/tags/0/name").stringValue()).isEqualTo("compute");
  }

  @TestFactory
  Stream<DynamicTest> everyExampleIsAnsweredAsDescribed() {
    return examples()
        .map(example -> DynamicTest.dynamicTest(example.name(), () -> answersAsDescribed(example)));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void optionalFieldsThatAreNullCountAsAbsent(boolean fillsOptions) throws IOException {
    NullFields nulls = new NullFields(description(), fillsOptions);
    JsonNode inputs = JSON.readTree(INPUTS_OF_EVERY_KIND);
    JsonNode filter = JSON.readTree("{\"predicate\":\"x > 1\",\"inputs\":{\"x\":[1,2]}}");
    JsonNode reduce = JSON.readTree("{\"reductions\":{\"n\":\"1\"}}");
    JsonNode map = JSON.readTree("{\"functions\":\"def f(n): return n\",\"inputs\":{\"n\":[1,2]}}");
    Stream.of(
            Map.entry("/v1/evaluate", inputs),
            Map.entry("/v1/filter", filter),
            Map.entry("/v1/reduce", reduce),
            Map.entry("/v1/map", map),
            Map.entry("/v1/explain", JSON.createObjectNode().set("evaluate", inputs)),
            Map.entry("/v1/explain", JSON.createObjectNode().set("filter", filter)),
            Map.entry("/v1/explain", JSON.createObjectNode().set("reduce", reduce)))
        .forEach(request -> assertSameWithNulls(request.getKey(), request.getValue(), nulls));
    assertThat(nulls.written())
        .hasSizeGreaterThan(40)
        .contains("ExplainRequest:filter", "FilterRequest:return", "RandomGamma:seed");
  }

  private void assertSameWithNulls(String path, JsonNode body, NullFields nulls) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    String schema = Character.toUpperCase(name.charAt(0)) + name.substring(1) + "Request";
    String with = JSON.writeValueAsString(nulls.in(schema, body));
    String without = JSON.writeValueAsString(body);
    assertThat(lasting(JSON.readTree(post(path, with).extract().asString())))
        .as(with)
        .isEqualTo(
            lasting(JSON.readTree(post(path, without).statusCode(200).extract().asString())));
  }

  @TestFactory
  Stream<DynamicTest> everyListIsAsDescribed() {
    return Stream.of("strategies", "functions", "limits", "problems", "problems/unknown-name")
        .map(name -> DynamicTest.dynamicTest(name, () -> isAsDescribed("/v1/" + name)));
  }

  private void answersAsDescribed(Example example) {
    Response answer =
        post(example.path(), JSON.writeValueAsString(example.body())).extract().response();
    JsonNode body = JSON.readTree(answer.asString());
    int status = answer.statusCode() == 201 ? 200 : answer.statusCode();
    assertThat(status).as(answer.asString()).isEqualTo(example.status());
    assertThat(violations(example.request(), "application/json", example.body())).isEmpty();
    assertThat(violations(example.response(), answer)).isEmpty();
    JsonNode shown = example.response().at("/content").iterator().next().path("examples");
    for (Map.Entry<String, JsonNode> known : shown.properties()) {
      if (known.getKey().equals(example.name())) {
        assertThat(lasting(body)).isEqualTo(lasting(resolved(known.getValue()).get("value")));
      }
    }
  }

  private void isAsDescribed(String path) {
    String described = path.replace("unknown-name", "{slug}");
    Response answer = get(path).statusCode(200).extract().response();
    JsonNode response = description().at(pointer(described, "get")).at("/responses/200");
    assertThat(violations(response, answer)).isEmpty();
  }

  private List<String> violations(JsonNode response, Response answer) {
    String mediaType = answer.contentType().split(";", 2)[0];
    return violations(response, mediaType, JSON.readTree(answer.asString()));
  }

  /// @param described a response or a body of requests
  private List<String> violations(JsonNode described, String mediaType, JsonNode value) {
    String reference = described.at("/content").get(mediaType).at("/schema/$ref").stringValue();
    String schemaName = reference.substring(reference.lastIndexOf('/') + 1);
    return new JsonSchema(description()).violations(schemaName, value);
  }

  /// The answer without what differs from run to run, or between versions with the same answer.
  private static JsonNode lasting(JsonNode answer) {
    ObjectNode lasting = ((ObjectNode) answer).deepCopy();
    lasting.remove(List.of("timings", "execution", "decision", "program", "cost", "requestId"));
    return lasting;
  }

  private Stream<Example> examples() {
    JsonNode paths = description().get("paths");
    return paths.propertyNames().stream()
        .filter(path -> paths.get(path).has("post"))
        .flatMap(path -> examples(path, paths.get(path).get("post")));
  }

  private Stream<Example> examples(String path, JsonNode operation) {
    JsonNode body = resolved(operation.get("requestBody"));
    JsonNode examples = body.at("/content").get("application/json").get("examples");
    return examples.properties().stream()
        .map(
            example -> {
              int status = status(operation.get("responses"), example.getKey());
              return new Example(
                  path,
                  example.getKey(),
                  resolved(example.getValue()).get("value"),
                  status,
                  body,
                  resolved(operation.get("responses").get(String.valueOf(status))));
            });
  }

  /// The status of the response that has a problem example of that name, 200 when none has. A
  /// dataset that is new is answered 201.
  private int status(JsonNode responses, String exampleName) {
    return responses.properties().stream()
        .filter(
            response ->
                resolved(response.getValue())
                    .at("/content/application~1problem+json/examples")
                    .has(exampleName))
        .mapToInt(response -> Integer.parseInt(response.getKey()))
        .findFirst()
        .orElse(200);
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? description().at(node.get("$ref").stringValue().substring(1)) : node;
  }

  private static String pointer(String path, String method) {
    return "/paths/" + path.replace("~", "~0").replace("/", "~1") + "/" + method;
  }

  private JsonNode description() {
    return JSON.readTree(get("/v1/openapi").extract().asString());
  }
}

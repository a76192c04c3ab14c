package io.parallax.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.parallax.http.testing.OnTheService;
import io.parallax.http.testing.OverHttp;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@OnTheService
class EvaluateIT extends OverHttp {
  private static final String PATH = "/v1/evaluate";

  EvaluateIT(@LocalServerPort int port) {
    super(port);
  }

  @Test
  void answersWithTheArrayTheExecutionAndTheTimings() {
    post(PATH, "{\"expression\":\"(2*a + 3*b)/b\",\"inputs\":{\"a\":[1,2,3],\"b\":[4,5,6]}}")
        .statusCode(200)
        .contentType("application/json")
        .body("result.dtype", equalTo("float64"))
        .body("result.shape", contains(3))
        .body("result.values", contains(3.5f, 3.8f, 4.0f))
        .body("execution.strategy", equalTo("sequential"))
        .body("execution.parallelism", equalTo(1))
        .body("execution.decision.executor", equalTo("sequential"))
        .body(
            "execution.decision.candidates.executor",
            containsInAnyOrder(
                "sequential",
                "platform-threads",
                "virtual-threads",
                "native-kernels",
                "forked-processes"))
        .body("timings.unit", equalTo("ms"));
  }

  @Test
  void needsNoInputs() {
    post(PATH, "{\"expression\":\"2**10 + 0.5\"}")
        .statusCode(200)
        .body("result.shape", empty())
        .body("result.values", equalTo(1024.5f));
  }

  @Test
  void answersSeveralExpressionsThatShareDefinitions() {
    String body =
        """
        {%s"expressions": {"z": "c / 2", "result2": "c > 0"}, "let": {"c": "x - m", "m": "mean(x)"},
         "inputs": {"x": [1, 2, 6]}}\
        """;

    post(PATH, body.formatted(""))
        .statusCode(200)
        .body("containsKey('result')", is(false))
        .body("results.z.values", contains(-1.0f, -0.5f, 1.5f))
        .body("results.result2.values", contains(false, false, true));
    post(PATH, body.formatted("\"expression\": \"m\", "))
        .statusCode(200)
        .body("result.values", equalTo(3.0f))
        .body("results.z.shape", contains(3));
    post(PATH, "{\"expression\": \"1\", \"expressions\": {}, \"let\": {}, \"inputs\": {}}")
        .statusCode(200)
        .body("result.values", equalTo(1))
        .body("containsKey('results')", is(false));
  }

  @Test
  void locatesWhatIsWrongInADefinition() {
    post(
            PATH,
            "{\"expressions\": {\"y\": \"a + b\"}, \"let\": {\"a\": \"1 // x\", \"b\": \"nope\"},"
                + " \"inputs\": {\"x\": [0]}}")
        .statusCode(422)
        .body("pointer", equalTo("/let/b"))
        .body("position.offset", equalTo(0));
    post(
            PATH,
            "{\"expressions\": {\"y\": \"a + 1\"}, \"let\": {\"a\": \"1 // x\"}, \"inputs\":"
                + " {\"x\": [0]}}")
        .statusCode(422)
        .body("pointer", equalTo("/let/a"))
        .body("position.offset", equalTo(2));
    post(PATH, "{\"expression\": \"x\", \"let\": {\"x\": \"1\"}, \"inputs\": {\"x\": [0]}}")
        .statusCode(422)
        .body("pointer", equalTo("/let/x"));
    post(PATH, "{\"inputs\": {\"x\": [0]}, \"expressions\": {}}")
        .statusCode(422)
        .body("detail", containsString("expressions"));
  }

  @Test
  void takesItsOwnAnswersAsInputs() {
    String first =
        post(PATH, "{\"expression\":\"x * 2.5\",\"inputs\":{\"x\":[[1,2],[3,4]]}}")
            .statusCode(200)
            .extract()
            .asString();
    String result = first.substring(first.indexOf("{\"dtype\""), first.indexOf(",\"execution\""));
    post(PATH, "{\"expression\":\"x - 1\",\"inputs\":{\"x\":" + result + "}}")
        .statusCode(200)
        .body("result.shape", contains(2, 2))
        .body("result.values", contains(1.5f, 4.0f, 6.5f, 9.0f));
  }

  @Test
  void writesWhatJsonLacksAsStrings() {
    post(PATH, "{\"expression\":\"1 / x\",\"inputs\":{\"x\":[0.0, -0.0, \"NaN\", 2]}}")
        .statusCode(200)
        .body("result.values", contains("Infinity", "-Infinity", "NaN", 0.5f));
  }

  @Test
  void summarizesWhatIsTooLongToWriteWhole() {
    post(PATH, squares("20000", "auto"))
        .statusCode(200)
        .body("result.truncated", is(true))
        .body("result.values", nullValue())
        .body("result.sample", contains(0, 1, 4, 9, 16))
        .body("result.summary.count", equalTo(20_000))
        .body("result.summary.max", equalTo(19_999 * 19_999));
  }

  @Test
  void streamsAMillionElementsWhenAllAreAskedFor() {
    Response answer =
        request().contentType("application/json").body(squares("1000000", "all")).post(PATH);
    String body = answer.asString();
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.header("Transfer-Encoding")).isEqualTo("chunked");
    String values =
        body.substring(
            body.indexOf("\"values\":[") + 10, body.indexOf(']', body.indexOf("\"values\":[")));
    String[] elements = values.split(",");
    assertThat(elements).hasSize(1_000_000);
    assertThat(elements[999_999]).isEqualTo("999998000001");
  }

  @Test
  void writesTypeAndShapeOnlyWhenNothingElseIsAskedFor() {
    post(PATH, squares("20000", "none"))
        .statusCode(200)
        .body("result.keySet()", containsInAnyOrder("dtype", "shape"));
  }

  @Test
  void leavesDecisionAndTimingsToTheHeadersWhereAskedTo() {
    Response answer =
        post(PATH, "{\"expression\":\"1 + 1\",\"output\":{\"detail\":\"minimal\"}}")
            .statusCode(200)
            .extract()
            .response();

    assertThat(answer.asString())
        .isEqualTo("{\"result\":{\"dtype\":\"int64\",\"shape\":[],\"values\":2}}");
    assertThat(answer.header("Server-Timing")).contains("compute;dur=");
    assertThat(answer.header("Parallax-Execution"))
        .matches(
            "\\{\"strategy\":\"[a-z-]+\",\"parallelism\":[0-9]+,\"morsels\":[0-9]+,\"peakBytes\":[0-9]+,"
                + "\"decision\":\\{\"executor\":\"[a-z-]+\",\"reason\":\"[^\"]+\"}}");
  }

  @Test
  void tellsTheSameTimesInTheHeaderAndTheBody() {
    Response answer = post(PATH, squares("100000", "summary")).statusCode(200).extract().response();
    Map<String, Double> header =
        Arrays.stream(answer.header("Server-Timing").split(", "))
            .map(phase -> phase.split(";dur="))
            .collect(Collectors.toMap(phase -> phase[0], phase -> Double.valueOf(phase[1])));
    JsonPath body = answer.jsonPath();
    assertThat(header)
        .containsOnlyKeys("decode", "plan", "generate", "queue", "compile", "compute");
    header.forEach(
        (phase, millis) -> assertThat(body.getDouble("timings." + phase)).isEqualTo(millis));
    double phases = header.values().stream().mapToDouble(Double::doubleValue).sum();
    assertThat(body.getDouble("timings.total"))
        .isCloseTo(phases + body.getDouble("timings.encode"), within(0.005));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sequential", "platform-threads", "virtual-threads"})
  void runsOnTheStrategyAskedForWithTheSameBits(String strategy) {
    String body =
        """
        {"expression": "sum(sin(x) * exp(-x))",
         "inputs": {"x": {"random": {"distribution": "uniform", "shape": [300000], "seed": 5}}},
         "options": {"strategy": "%s"}}
        """;
    String automatic = post(PATH, body.formatted("auto")).extract().jsonPath().getString("result");
    post(PATH, body.formatted(strategy))
        .statusCode(200)
        .body("execution.strategy", equalTo(strategy))
        .body("result.toString()", equalTo(automatic));
  }

  @Test
  void boundsTheParallelism() {
    post(
            PATH,
            """
            {"expression": "x + 1", "inputs": {"x": {"range": {"stop": 1000000}}},
             "options": {"strategy": "platform-threads", "parallelism": 1},
             "output": {"values": "none"}}
            """)
        .statusCode(200)
        .body("execution.parallelism", equalTo(1));
  }

  @Test
  void listsTheStrategiesToWhoeverAsksForAnother() {
    post(PATH, "{\"expression\":\"1\",\"options\":{\"strategy\":\"quantum\"}}")
        .statusCode(422)
        .contentType("application/problem+json")
        .body("type", equalTo("/v1/problems/unknown-strategy"))
        .body("pointer", equalTo("/options/strategy"))
        .body(
            "detail",
            allOf(
                containsString("sequential, platform-threads"), containsString("virtual-threads")));
  }

  @Test
  void pointsAtTheUnknownName() {
    post(PATH, "{\"expression\":\"sqrt(a) + bb\",\"inputs\":{\"a\":[1],\"b\":[2]}}")
        .statusCode(422)
        .body("type", equalTo("/v1/problems/unknown-name"))
        .body("status", equalTo(422))
        .body("instance", equalTo(PATH))
        .body("pointer", equalTo("/expression"))
        .body("position.offset", equalTo(10))
        .body("position.caret", equalTo("sqrt(a) + bb\n          ^"))
        .body("detail", containsString("b"));
  }

  @Test
  void pointsAtTheElementThatIsNone() {
    post(PATH, "{\"expression\":\"a\",\"inputs\":{\"a\":[[1,2],[3,{}]]}}")
        .statusCode(422)
        .body("type", equalTo("/v1/problems/invalid-input"))
        .body("pointer", equalTo("/inputs/a/1/1"));
  }

  @Test
  void refusesUnknownFieldsDuplicateKeysAndTrailingText() {
    post(PATH, "{\"expression\":\"1\",\"colour\":\"red\"}")
        .statusCode(400)
        .body("type", equalTo("/v1/problems/unknown-field"))
        .body("pointer", equalTo("/colour"));
    post(PATH, "{\"expression\":\"1\",\"expression\":\"2\"}")
        .statusCode(400)
        .body("type", equalTo("/v1/problems/malformed-body"));
    post(PATH, "{\"expression\":\"1\"} {}")
        .statusCode(400)
        .body("type", equalTo("/v1/problems/malformed-body"));
  }

  @Test
  void namesTheElementThatIsDividedByZero() {
    post(PATH, "{\"expression\":\"a // b\",\"inputs\":{\"a\":[1,2,3],\"b\":[1,0,1]}}")
        .statusCode(422)
        .body("type", equalTo("/v1/problems/arithmetic-fault"))
        .body("detail", containsString("1"));
  }

  @Test
  void countsWhatItDoes() {
    post(PATH, squares("100000", "summary")).statusCode(200);
    post(PATH, "{\"expression\":\"1 +\"}").statusCode(400);
    List<String> metrics = get("/actuator/prometheus").extract().asString().lines().toList();
    for (String phase : List.of("decode", "plan", "compute", "encode")) {
      assertThat(metrics)
          .anyMatch(
              line ->
                  line.startsWith("parallax_phase_seconds_count{")
                      && line.contains("phase=\"" + phase + "\"")
                      && line.contains("operation=\"evaluate\""));
    }
    assertThat(metrics)
        .anyMatch(
            line -> line.startsWith("parallax_requests_rejected_total{code=\"invalid-syntax\"}"));
  }

  private static String squares(String stop, String values) {
    return """
    {"expression": "x**2", "inputs": {"x": {"range": {"stop": %s}}},
     "output": {"values": "%s", "sample": 5}}
    """
        .formatted(stop, values);
  }
}

package io.parallax.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.parallax.error.ErrorCode;
import io.parallax.http.testing.OnTheService;
import io.parallax.http.testing.OverHttp;
import io.parallax.language.BinaryOperator;
import io.parallax.language.ComparisonOperator;
import io.parallax.language.Function;
import io.parallax.language.LogicalOperator;
import io.restassured.path.json.JsonPath;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/// What the service says of itself and how it says no.
@OnTheService
class ServiceIT extends OverHttp {
  ServiceIT(@LocalServerPort int port) {
    super(port);
  }

  @Test
  void listsStrategiesThoseItLacksIncluded() {
    get("/v1/strategies")
        .statusCode(200)
        .body(
            "strategies.findAll { it.available }.name",
            hasItems("sequential", "platform-threads", "virtual-threads"))
        .body("strategies.name", hasItems("native-kernels", "forked-processes"));
  }

  @Test
  void listsEveryFunctionOperatorAndConstant() {
    List<String> functions = get("/v1/functions").extract().jsonPath().getList("functions.name");
    List<String> symbols = get("/v1/functions").extract().jsonPath().getList("operators.symbol");
    assertThat(functions)
        .containsAll(Function.all().stream().map(Function::label).toList())
        .contains("float32", "bool");
    assertThat(symbols)
        .containsAll(
            Stream.of(
                    Arrays.stream(BinaryOperator.values()).map(BinaryOperator::symbol),
                    Arrays.stream(ComparisonOperator.values()).map(ComparisonOperator::symbol),
                    Arrays.stream(LogicalOperator.values()).map(LogicalOperator::symbol))
                .flatMap(each -> each)
                .toList());
    get("/v1/functions")
        .body("functions.find { it.name == 'quantile' }.signature", containsString("x, q"))
        .body("functions.find { it.name == 'fmod' }.errorBound.float64", equalTo(0.0f))
        .body("functions.find { it.name == 'sqrt' }.errorBound.float32", equalTo(0.5f))
        .body("functions.find { it.name == 'std' }.errorBound.float64", equalTo(1.0f))
        .body("functions.find { it.name == 'count' }.errorBound", nullValue())
        .body("constants.find { it.name == 'nan' }.value", equalTo("NaN"))
        .body("constants.find { it.name == 'pi' }.value", equalTo((float) Math.PI));
  }

  @Test
  void listsItsLimits() {
    get("/v1/limits")
        .statusCode(200)
        .body("limits.find { it.name == 'bodyBytes' }.value", equalTo(268_435_456))
        .body("limits.find { it.name == 'depth' }.value", equalTo(64))
        .body("limits.find { it.name == 'maxTimeout' }.unit", equalTo("ms"))
        .body("limits.bounds", everyItem(not(equalTo(""))))
        .body(
            "limits.name",
            hasItems(
                "expressionBytes",
                "nodes",
                "elements",
                "memoryBytes",
                "concurrentRequests",
                "queuedRequests",
                "timeout",
                "bodyTimeout",
                "nameLength",
                "rank",
                "operations",
                "sample",
                "kernels",
                "kernelBytes",
                "compilerThreads",
                "queuedCompilations",
                "nativeOperations",
                "watchedPrograms",
                "codeCharacters",
                "workers",
                "workerHeapBytes",
                "sharedBytes"));
  }

  @ParameterizedTest
  @EnumSource
  void hasAPageForEveryProblem(ErrorCode code) {
    String path = "/v1/problems/" + code.slug();
    get(path).statusCode(200).contentType("application/json").body("title", equalTo(code.title()));
    request()
        .accept("text/html,application/xhtml+xml,*/*;q=0.8")
        .get(path)
        .then()
        .statusCode(200)
        .contentType("text/html")
        .body(containsString("<h1>" + code.title()));
    request()
        .accept("text/markdown")
        .get(path)
        .then()
        .statusCode(200)
        .contentType("text/markdown")
        .body(containsString("# " + code.title()));
    get("/v1/problems").body("problems.type", hasItems(path));
  }

  @Test
  void saysThatThereIsNothing() {
    get("/v1/nothing")
        .statusCode(404)
        .contentType("application/problem+json")
        .body("type", equalTo("/v1/problems/not-found"))
        .body("instance", equalTo("/v1/nothing"));
    get("/v1/problems/nothing").statusCode(404).body("status", equalTo(404));
  }

  @Test
  void saysWhichMethodsItTakes() {
    get("/v1/evaluate")
        .statusCode(405)
        .header("Allow", equalTo("POST,OPTIONS"))
        .body("type", equalTo("/v1/problems/method-not-allowed"));
    request()
        .options("/v1/evaluate")
        .then()
        .statusCode(200)
        .header("Allow", containsString("POST"));
    request().head("/v1/limits").then().statusCode(200).header("Content-Type", "application/json");
  }

  @Test
  void saysWhichMediaTypesItSpeaks() throws Exception {
    request()
        .contentType("text/plain")
        .body("1")
        .post("/v1/evaluate")
        .then()
        .statusCode(415)
        .body("type", equalTo("/v1/problems/unsupported-media-type"));
    request()
        .contentType("application/json; charset=utf-16")
        .body("{}")
        .post("/v1/evaluate")
        .then()
        .statusCode(415);
    assertThat(refusal("application/json; charset=klingon; version=1"))
        .startsWith("text is read in UTF-8, not in klingon; bodies are read as: ");
    assertThat(refusal("application/json; charset=\"klingon\""))
        .startsWith("text is read in UTF-8, not in klingon; bodies are read as: ");
    assertThat(refusal("application; charset=klingon"))
        .startsWith("the header Content-Type is not a media type; bodies are read as: ");
    request()
        .accept("text/html")
        .contentType("application/json")
        .body("{\"expression\":\"1\"}")
        .post("/v1/evaluate")
        .then()
        .statusCode(406)
        .body("type", equalTo("/v1/problems/not-acceptable"));
  }

  /// What is wrong with a header Content-Type.
  private String refusal(String contentType) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://localhost:" + port() + "/v1/evaluate"))
              .header("Content-Type", contentType)
              .POST(HttpRequest.BodyPublishers.ofString("{}"))
              .build();
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(415);
      return JsonPath.from(answer.body()).getString("detail");
    }
  }

  @Test
  void repeatsTheRequestsId() {
    request()
        .header("X-Request-Id", "order-17/a:b")
        .get("/v1/limits")
        .then()
        .header("X-Request-Id", equalTo("order-17/a:b"));
    request()
        .header("X-Request-Id", "order-17")
        .get("/v1/nothing")
        .then()
        .body("requestId", equalTo("order-17"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a\"b", "<script>", "%0d%0a", "${jndi:x}", "é"})
  void replacesAnIdThatIsNotSafe(String id) {
    request()
        .header("X-Request-Id", id)
        .get("/v1/limits")
        .then()
        .header("X-Request-Id", matchesPattern("[0-9a-f-]{36}"));
    request()
        .header("X-Request-Id", "x".repeat(129))
        .get("/v1/limits")
        .then()
        .header("X-Request-Id", matchesPattern("[0-9a-f-]{36}"));
  }

  @Test
  void letsNoOtherSiteIn() {
    request()
        .header("Origin", "https://example.org")
        .get("/v1/limits")
        .then()
        .header("Access-Control-Allow-Origin", nullValue());
    get("/v1/limits").header("X-Content-Type-Options", equalTo("nosniff"));
  }

  @Test
  void hasSwaggerUi() {
    get("/swagger-ui/index.html").statusCode(200).body(containsString("id=\"swagger-ui\""));
    get("/v1/openapi/swagger-config")
        .statusCode(200)
        .body("url", equalTo("/v1/openapi"))
        .body("tryItOutEnabled", is(true))
        .body("deepLinking", is(true));
  }
}

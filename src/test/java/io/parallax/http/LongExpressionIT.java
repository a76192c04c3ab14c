package io.parallax.http;

import static io.restassured.path.json.config.JsonPathConfig.NumberReturnType.DOUBLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.parallax.http.testing.OnTheService;
import io.parallax.http.testing.OverHttp;
import io.parallax.language.Parser;
import io.restassured.path.json.config.JsonPathConfig;
import io.restassured.response.ValidatableResponse;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Expressions as long as the text may be: an answer, or a refusal that says what is too much.
@OnTheService
class LongExpressionIT extends OverHttp {
  private static final double X = 0.25;

  /// Functions of some 170 operations each.
  private static final int LONGEST = 350;

  LongExpressionIT(@LocalServerPort int port) {
    super(port);
  }

  @Test
  void aSumOfHundredsOfFunctionsIsAnswered() {
    double value =
        evaluate(sines(LONGEST), "auto")
            .statusCode(200)
            .extract()
            .body()
            .jsonPath(JsonPathConfig.jsonPathConfig().numberReturnType(DOUBLE))
            .getDouble("result.values[0]");

    double expected = IntStream.range(0, LONGEST).mapToDouble(at -> Math.sin(X + at)).sum();
    assertThat(value).isCloseTo(expected, within(1e-10));
  }

  @Test
  void itIsExplained() {
    String program =
        post("/v1/explain", "{\"evaluate\":" + request(sines(LONGEST), "[" + X + "]", "{}") + "}")
            .statusCode(200)
            .extract()
            .path("program");
    assertThat(program.lines().count()).isBetween(50_000L, 65_536L);
  }

  /// All of it would take a minute of processor time.
  @Test
  void itEndsAtItsDeadline() {
    String range = "{\"linspace\":{\"start\":0,\"stop\":1,\"count\":5000000}}";
    post("/v1/evaluate", request(sines(LONGEST), range, "{\"timeoutMs\":500}"))
        .statusCode(504)
        .body("type", containsString("deadline"));
  }

  @Test
  void whatIsMoreThanTheLimitIsRefusedWithIt() {
    String nested =
        IntStream.range(0, 30)
            .mapToObj(at -> "sin(".repeat(45) + "x+" + at + ")".repeat(45))
            .collect(Collectors.joining("+"));
    assertThat(nested.length()).isLessThan(Parser.MAX_TEXT_BYTES);

    evaluate(nested, "auto")
        .statusCode(413)
        .body("type", containsString("too-large"))
        .body("detail", containsString("65536 primitive operations"));
  }

  @Test
  void dozensOfFunctionsAreCompiled() {
    evaluate(sines(40), "native-kernels")
        .statusCode(200)
        .body("execution.strategy", equalTo("native-kernels"));
  }

  @Test
  void hundredsAreTooManyForOneLoopOfMachineCode() {
    evaluate(sines(200), "native-kernels")
        .statusCode(422)
        .body("detail", containsString("more than 8192 operations in a loop"));
  }

  private ValidatableResponse evaluate(String expression, String strategy) {
    String options = "{\"strategy\":\"%s\"}".formatted(strategy);
    return post("/v1/evaluate", request(expression, "[" + X + "]", options));
  }

  private static String request(String expression, String x, String options) {
    return "{\"expression\":\"%s\",\"inputs\":{\"x\":%s},\"options\":%s}"
        .formatted(expression, x, options);
  }

  private static String sines(int count) {
    return IntStream.range(0, count)
        .mapToObj(at -> "sin(x+" + at + ")")
        .collect(Collectors.joining("+"));
  }
}

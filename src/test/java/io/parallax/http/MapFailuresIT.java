package io.parallax.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.parallax.http.testing.OnTheService;
import io.parallax.http.testing.OverMap;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/// What fails in functions of callers over HTTP: texts, inputs, items and loops that do not end.
@OnTheService
class MapFailuresIT extends OverMap {
  /// How often a request is repeated while new workers start.
  private static final int TRIES = 10_000;

  private static final String ENDLESS =
      """
      def f(n):
          while True:
              pass
      """;

  private static final String ENDLESS_FOR_SOME =
      """
      def f(n):
          while n > 0:
              n = n % 2 + 1
          return n
      """;

  private static final String COLLECT = "{\"onError\": \"collect\"}";

  MapFailuresIT(@LocalServerPort int port) {
    super(port);
  }

  @Test
  void namesTheFirstItemThatFailsAndItsPlaceOnEveryStrategy() {
    for (String options : everyWay()) {
      map(MEAN, "{\"n\": [4, 9, 0, 0]}", options, "{}")
          .statusCode(422)
          .body("type", equalTo("/v1/problems/arithmetic-fault"))
          .body("detail", equalTo("division by zero at item [2]"))
          .body("pointer", equalTo("/functions"))
          .body("position.line", equalTo(5))
          .body("position.column", equalTo(18))
          .body("position.caret", equalTo("    return total // n\n                 ^"));
      map(
              "def f(i, a):\n  return a[i]\n",
              "{\"i\": [[0, 2], [3, -4]], \"a\": [1.5, 2.5, 3.5]}",
              options,
              "{}")
          .statusCode(422)
          .body("type", equalTo("/v1/problems/index-fault"))
          .body("detail", containsString("[1, 0]"))
          .body("position.line", equalTo(2));
    }
  }

  @Test
  void tellsWhatIsWrongWithAnArgumentWhereItIsGiven() {
    map("def f(n):\n  return math.isqrt(n) + 1\n", "{\"n\": [4, -1]}", "{}", "{}")
        .statusCode(422)
        .body("type", equalTo("/v1/problems/arithmetic-fault"))
        .body(
            "detail",
            startsWith("a negative argument of a function that takes none at element [1]"))
        .body("position.line", equalTo(2))
        .body("position.column", equalTo(10));
    map(
            "def f(n):\n  return 1 + pow(2, n, 10)\n",
            "{\"n\": [4, -1]}",
            "{\"onError\": \"collect\"}",
            "{}")
        .statusCode(200)
        .body("result.values", contains(7, 0))
        .body("failures[0].detail", startsWith("a negative argument of a function"))
        .body("failures[0].position.column", equalTo(14));
    for (String text : List.of("int(x)", "math.floor(x)", "round(x)")) {
      map("def f(x):\n  return " + text + "\n", "{\"x\": [1.5, 1e300]}", "{}", "{}")
          .statusCode(422)
          .body("detail", startsWith("the float does not fit the integer type that it becomes at"))
          .body("detail", containsString("leave the value a float"));
    }
  }

  @Test
  void boundsTheIterationsOfEachItemInTheSamePlaceOnEveryStrategy() {
    for (String options : everyWay()) {
      String bounded = options.replace("}", ", \"maxIterations\": 100}");
      map(FACTORIAL, "{\"n\": [5, 101, 102, 7]}", bounded, "{}")
          .statusCode(422)
          .body("type", equalTo("/v1/problems/iteration-limit"))
          .body("detail", containsString("item [2]".replace("item ", "")))
          .body("position.line", equalTo(3));
    }
  }

  @Test
  void collectsTheItemsThatFail() {
    for (String options : everyWay()) {
      String collecting = options.replace("}", ", \"onError\": \"collect\"}");
      map(
              "def f(n):\n  for i in range(1):\n    n += 0\n  return 6 // n, 1.0\n",
              "{\"n\": [2, 0, 3, 0]}",
              collecting,
              "{}")
          .statusCode(200)
          .body("results[0].values", contains(3, 0, 2, 0))
          .body("results[1].values[0]", equalTo(1.0f))
          .body("results[1].values[1]", equalTo("NaN"))
          .body("failed", equalTo(2))
          .body("failures.index", contains(List.of(1), List.of(3)))
          .body("failures[0].type", equalTo("/v1/problems/arithmetic-fault"))
          .body("failures[0].position.line", equalTo(4));
    }
    map(MEAN, "{\"n\": [1, 2]}", "{\"onError\": \"collect\"}", "{}")
        .statusCode(200)
        .body("failed", equalTo(0))
        .body("failures", empty());
    map("def f(x):\n  return 1 // x\n", "{\"x\": [0, 1]}", "{\"onError\": \"collect\"}", "{}")
        .statusCode(200)
        .body("result.values", contains(0, 1))
        .body("failures", hasSize(1));
  }

  @Test
  void tellsTheItemsThatFailedInTheHeaderOfBinaryAnswers() {
    Response answer =
        answer("application/x-npy", MEAN, "{\"n\": [1, 0]}", "{\"onError\": \"collect\"}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.header("Parallax-Failures"))
        .isEqualTo(
            "{\"failed\":1,\"failures\":[{\"index\":[1],"
                + "\"type\":\"/v1/problems/arithmetic-fault\","
                + "\"detail\":\"division by zero at item [1]\","
                + "\"position\":{\"offset\":86,\"line\":5,\"column\":18}}]}");
  }

  @Test
  void tellsAtMostAThousandOfTheItemsThatFailed() {
    map(MEAN, "{\"n\": {\"constant\": {\"value\": 0, \"shape\": [1500]}}}", COLLECT, "{}")
        .statusCode(200)
        .body("failed", equalTo(1_500))
        .body("failures", hasSize(1_000));
  }

  @Test
  void anEndlessLoopEndsWithItsTimeAndTheNextRequestIsAnswered() {
    for (String options : everyWay()) {
      for (String functions : List.of(ENDLESS, ENDLESS_FOR_SOME)) {
        map(functions, "{\"n\": [0, 2]}", options.replace("}", ", \"timeoutMs\": 300}"), "{}")
            .statusCode(504)
            .body("type", equalTo("/v1/problems/deadline-exceeded"));
      }
      assertIsAnswered(options);
    }
  }

  /// Workers that were killed are replaced in their time; until then the service is full.
  private void assertIsAnswered(String options) {
    String patient = options.replace("}", ", \"timeoutMs\": 200000}");
    assertThat(
            IntStream.range(0, TRIES)
                .mapToObj(_ -> map(FACTORIAL, "{\"n\": 5}", patient, "{}"))
                .filter(answer -> answer.extract().statusCode() != 503)
                .findFirst())
        .hasValueSatisfying(answer -> answer.statusCode(200).body("result.values", equalTo(120)));
  }

  @Test
  void refusesWhatIsWrongWithTheInputsAllAtOnce() {
    map("def f(n, a, k):\n  return n + a[0] + k\n", "{\"m\": 1, \"n\": 1, \"a\": 2}", "{}", "{}")
        .statusCode(422)
        .body("errors.pointer", contains("/inputs/m", "/inputs", "/inputs/a"))
        .body("errors.detail", hasItem(containsString("'m' is no parameter of f(n, a, k)")))
        .body("errors.detail", hasItem(equalTo("f(n, a, k) needs the input 'k'")));
    map("def f(a, b):\n  return a + b\n", "{\"a\": [1, 2], \"b\": [1, 2, 3]}", "{}", "{}")
        .statusCode(422)
        .body("type", equalTo("/v1/problems/shape-mismatch"))
        .body("pointer", equalTo("/inputs/b"));
    post(PATH, body(Map.of("functions", FACTORIAL, "call", "g", "inputs", Map.of("n", 1))))
        .statusCode(422)
        .body("type", equalTo("/v1/problems/unknown-name"))
        .body("pointer", equalTo("/call"));
    post(PATH, "{\"inputs\": {}}").statusCode(422).body("detail", containsString("functions"));
    post(PATH, "{\"functions\": \"\"}").statusCode(422).body("pointer", equalTo("/functions"));
  }

  @Test
  void pointsToWhatIsWrongInTheTextWithLineAndColumn() {
    map("def f(n):\n  k = 1\n  return k +\n", "{\"n\": 1}", "{}", "{}")
        .statusCode(400)
        .body("type", equalTo("/v1/problems/invalid-syntax"))
        .body("pointer", equalTo("/functions"))
        .body("position.line", equalTo(3));
    map("def f(n):\n  return n * two\n", "{\"n\": 1}", "{}", "{}")
        .statusCode(422)
        .body("type", equalTo("/v1/problems/unknown-name"))
        .body("pointer", equalTo("/functions"))
        .body("position.line", equalTo(2))
        .body("position.column", equalTo(14))
        .body("position.caret", equalTo("  return n * two\n             ^"));
    post(
            "/v1/explain",
            body(
                Map.of(
                    "map",
                    Map.of(
                        "functions", "def f(n):\n  return n * two\n", "inputs", Map.of("n", 1)))))
        .statusCode(422)
        .body("pointer", equalTo("/map/functions"));
  }

  @Test
  void boundsTheText() {
    map("#" + "x".repeat(9_000), "{}", "{}", "{}").statusCode(413);
    post(
            PATH,
            body(
                Map.of(
                    "functions",
                    FACTORIAL,
                    "inputs",
                    Map.of("n", 1),
                    "options",
                    Map.of("maxIterations", 0))))
        .statusCode(422)
        .body("pointer", equalTo("/options/maxIterations"));
    post("/v1/evaluate", body(Map.of("expression", "1", "options", Map.of("onError", "collect"))))
        .statusCode(422)
        .body("pointer", equalTo("/options/onError"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "def f(n):\n  return f(n)\n",
        "def f(n):\n\treturn n\n  return n\n",
        "def f(n): return [1, 2]\n",
        "import os\ndef f(n):\n  return os.system('x')\n",
        "def f(n):\n  return n.__class__\n",
        "def f(n):\n  exec('x')\n  return n\n",
        "def f(n):\n  try:\n    return n\n  except:\n    return 1\n",
        "def f(*n):\n  return 1\n",
        "def f(n):\n  while n:\n    pass\n",
        "class F:\n  pass\n",
        "def f(n):\n  return '\u0000'\n",
        "def f(n):\n  return ((((((((((n\n",
        "lambda n: n",
        "\uFEFFdef f(n):\n  return 1\n",
        "def f(n):\n  global n\n  return n\n",
        "(",
        "\n\n\n"
      })
  void refusesTextsThatAreNone(String functions) {
    int status = map(functions, "{\"n\": 1}", "{}", "{}").extract().statusCode();

    assertThat(status).isIn(200, 400, 413, 422);
    if (!functions.startsWith("\uFEFF")) {
      assertThat(status).isNotEqualTo(200);
    }
  }
}

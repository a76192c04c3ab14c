package io.parallax.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.parallax.http.testing.OnTheService;
import io.parallax.http.testing.OverMap;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Functions of callers over HTTP: how they are run and shown, and who may call them.
@OnTheService
class MapIT extends OverMap {
  MapIT(@LocalServerPort int port) {
    super(port);
  }

  @Test
  void everyStrategyGivesTheSameBitsWhereItemsTakeDifferentWays() {
    String functions =
        """
        import math

        def price(s, k, item):
            d = (math.log(s / k) + 0.045) / 0.3
            if d > 0:
                y = math.exp(-d * d) * s
            elif d > -0.5:
                y = math.sin(d) + uniform(7, item)
            else:
                y = 0.0
                for i in range(item % 7):
                    y += math.cos(i * d) / (i + 1)
            return y, item % 3 == 0
        """;
    String inputs =
        """
        {"s": {"random": {"shape": [1003], "seed": 1, "low": 50, "high": 150}}, "k": 100.0,
         "item": {"range": {"stop": 1003}}}
        """;
    String first = "";
    for (String options : everyWay()) {
      String answer =
          map(functions, inputs, options, "{\"detail\": \"minimal\", \"values\": \"all\"}")
              .statusCode(200)
              .extract()
              .asString();
      if (first.isEmpty()) {
        first = answer;
      }
      assertThat(answer).describedAs(options).isEqualTo(first);
    }
  }

  @Test
  void saysHowItemsWereRun() {
    map(FACTORIAL, "{\"n\": [5, 20]}", "{\"strategy\": \"sequential\"}", "{}")
        .statusCode(200)
        .body("result.values", contains(120, 146326063))
        .body("execution.mode", equalTo("bytecode"))
        .body("execution.lanes", equalTo(1))
        .body("execution.tasks", equalTo(1))
        .body("execution.iterations", equalTo(23));
    map("def f(x):\n  return 2 * x if x > 1 else 0\n", "{\"x\": [1, 2]}", "{}", "{}")
        .statusCode(200)
        .body("result.values", contains(0, 4))
        .body("execution.mode", equalTo("inlined"))
        .body("execution.containsKey('iterations')", is(false));
  }

  @Test
  void otherOperationsCallFunctions() {
    String functions = "def twice(x):\n  y = x\n  for i in range(1):\n    y += x\n  return y\n";
    Map<String, Object> x = Map.of("x", List.of(1, 2, 40));
    post(
            "/v1/evaluate",
            body(
                Map.of(
                    "functions",
                    functions,
                    "let",
                    Map.of("t", "twice(x)"),
                    "expression",
                    "t + twice(x + 1)",
                    "inputs",
                    x)))
        .statusCode(200)
        .body("result.values", contains(6, 10, 162));
    post(
            "/v1/filter",
            body(Map.of("functions", functions, "predicate", "twice(x) < 50", "inputs", x)))
        .statusCode(200)
        .body("results.x.values", contains(1, 2));
    post(
            "/v1/reduce",
            body(
                Map.of(
                    "functions",
                    functions,
                    "where",
                    "twice(x) > 2",
                    "reductions",
                    Map.of("s", "sum(twice(x))"),
                    "inputs",
                    x)))
        .statusCode(200)
        .body("results.s.values", equalTo(84));
  }

  @Test
  void givesSeveralValuesInTheirOrderInEveryFormat() {
    String functions = "def f(a, b):\n  return a // b, a / b\n";
    String inputs = "{\"a\": [7, -7], \"b\": 2}";
    map(functions, inputs, "{}", "{}")
        .statusCode(200)
        .body("results.dtype", contains("int64", "float64"))
        .body("results[0].values", contains(3, -4))
        .body("results[1].values", contains(3.5f, -3.5f));
    assertThat(answer("text/csv", functions, inputs, "{}").asString())
        .isEqualTo("result0,result1\n3,3.5\n-4,-3.5\n");
    assertThat(answer("application/x-ndjson", functions, inputs, "{}").asString())
        .startsWith("{\"results\":{\"result0\":{\"dtype\":\"int64\",\"shape\":[2]},\"result1\":");
    assertThat(answer("application/x-npy", functions, inputs, "{}").statusCode()).isEqualTo(406);
    for (String format : List.of("application/x-npz", "application/vnd.apache.arrow.stream")) {
      assertThat(answer(format, functions, inputs, "{}").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void takesArraysInOtherFormatsWithTheFunctionInTheQuery() {
    request()
        .queryParam("functions", "def f(x):\n  return x * 10\n")
        .contentType("text/csv; charset=utf-8")
        .body("x\n1\n2\n".getBytes(StandardCharsets.UTF_8))
        .post(PATH)
        .then()
        .statusCode(200)
        .body("result.values", contains(10, 20));
    request()
        .multiPart(
            "request", "{\"functions\": \"def f(x):\\n  return x * 10\\n\"}", "application/json")
        .multiPart("x", "[3]", "application/json")
        .post(PATH)
        .then()
        .statusCode(200)
        .body("result.values", contains(30));
  }

  @Test
  void explainsTypesAndProgram() {
    post(
            "/v1/explain",
            body(Map.of("map", Map.of("functions", MEAN, "inputs", Map.of("n", List.of(1, 2))))))
        .statusCode(200)
        .body("functions.name", contains("mean"))
        .body("functions[0].parameters", contains("n"))
        .body("functions[0].results", contains("int64"))
        .body("functions[0].names.total", equalTo("int64"))
        .body("program", containsString("routine mean"))
        .body("results.result.shape", contains(2));
    String functions = "def f(n):\n  return math.gcd(n, 12)\n";
    post(
            "/v1/explain",
            body(Map.of("map", Map.of("functions", functions, "inputs", Map.of("n", 18)))))
        .statusCode(200)
        .body("functions.name", contains("f"));
    post("/v1/explain", body(Map.of("evaluate", Map.of("expression", "1"))))
        .statusCode(200)
        .body("containsKey('functions')", is(false));
  }

  @Test
  void showsTheCodeOfRoutines() {
    requireNativeKernels();
    post(
            "/v1/explain",
            body(
                Map.of(
                    "show", List.of("ir", "assembly"),
                    "map", Map.of("functions", MEAN, "inputs", Map.of("n", List.of(1, 2))))))
        .statusCode(200)
        .body(
            "code.loops.findAll { it.ir.startsWith('; function') }"
                + ".collect { it.ir.tokenize('\\n')[0] }",
            contains(
                startsWith("; function mean, mode scalar: "),
                startsWith("; function mean, mode lanes: ")))
        .body(
            "code.loops.findAll { it.assembly.startsWith('# function mean, mode') }.size()",
            equalTo(2));
  }
}

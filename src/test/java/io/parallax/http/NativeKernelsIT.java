package io.parallax.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.parallax.http.testing.ExpressionFlood;
import io.parallax.http.testing.OnTheService;
import io.parallax.http.testing.OverHttp;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Expressions that become machine code. Skipped where the machine has no native kernels.
@OnTheService
class NativeKernelsIT extends OverHttp {
  private static final int MOST_REPETITIONS = 2_000;

  NativeKernelsIT(@LocalServerPort int port) {
    super(port);
  }

  @BeforeEach
  void nativeKernelsAreThere() {
    requireNativeKernels();
  }

  @Test
  void anExpressionAskedForAgainAndAgainBecomesNativeAndKeepsItsBits() {
    List<String> reasons = new ArrayList<>();
    String expected = "";
    String executor = "";
    for (int time = 0; !executor.equals("native-kernels"); time++) {
      assertThat(time).as("%s", reasons).isLessThan(MOST_REPETITIONS);
      String answer = post("/v1/evaluate", repeated(100_000)).statusCode(200).extract().asString();
      String result = answer.substring(0, answer.indexOf(",\"execution\""));
      expected = time == 0 ? result : expected;
      assertThat(result).isEqualTo(expected);
      executor = JsonPath.from(answer).getString("execution.decision.executor");
      reasons.add(JsonPath.from(answer).getString("execution.decision.reason"));
    }
    assertThat(reasons.getFirst())
        .matches(".*; native-kernels is not compiled: 0 ms of [0-9.]+ ms spent");
    assertThat(reasons.get(1)).contains("native-kernels").doesNotContain("compiled: 0 ms of");
    assertThat(reasons.getLast()).startsWith("native-kernels: ").doesNotContain("compil");
    post("/v1/evaluate", repeated(50_000))
        .body("execution.strategy", equalTo("native-kernels"))
        .body("timings.compile", lessThan(2f));
  }

  private static String repeated(int count) {
    return """
    {"expression": "(a * 1.75 + b) / (b + 0.0625)",
     "inputs": {"a": {"random": {"shape": [%1$d], "seed": 1}},
                "b": {"random": {"shape": [%1$d], "seed": 2}}},
     "output": {"values": "all"}}\
    """
        .formatted(count);
  }

  @Test
  void anExplanationStartsNoCompilation() {
    String body =
        """
        {"evaluate": {"expression": "a * 0.3125 + 17",
                      "inputs": {"a": {"random": {"shape": [1000000], "seed": 1}}}}}\
        """;
    for (int time = 0; time < 3; time++) {
      post("/v1/explain", body)
          .body(
              "decision.candidates.find { it.executor == 'native-kernels' }.pending",
              startsWith("not compiled: 0 ms of"))
          .body(
              "decision.candidates.find { it.executor == 'native-kernels' }.compileMs",
              greaterThan(1f));
    }
  }

  @Test
  void aCallerWhoNamesItWaitsForTheCompilationAndSeesWhatItTook() {
    String body =
        """
        {"expression": "a * 1.1875 - 3", "inputs": {"a": [1, 2.5]},
         "options": {"strategy": "native-kernels"}}\
        """;
    post("/v1/evaluate", body)
        .statusCode(200)
        .body("execution.strategy", equalTo("native-kernels"))
        .body("execution.decision.reason", containsString("after compiling for"))
        .body("timings.compile", greaterThan(0.5f))
        .body("result.values[1]", equalTo(-0.03125f));
  }

  @Test
  void functionsOfMathematicsAreMachineCodeWithTheSameBits() {
    String request =
        """
        {"expression": "sin(a)**2 + exp(-a*a/2) + a**2.5", "inputs":
         {"a": [1, 2.5, 1e22, 0.001]}, "options": {"strategy": "%s"}}\
        """;
    List<Object> expected =
        post("/v1/evaluate", request.formatted("sequential"))
            .statusCode(200)
            .extract()
            .jsonPath()
            .getList("result.values");

    post("/v1/evaluate", request.formatted("native-kernels"))
        .statusCode(200)
        .body("execution.strategy", equalTo("native-kernels"))
        .body("result.values", equalTo(expected));
  }

  @Test
  void whatIsTooLongForItIsRejectedVisibly() {
    String sum =
        IntStream.range(0, 60).mapToObj(at -> "sin(a+" + at + ")").collect(Collectors.joining("+"));
    String request = "{\"expression\": \"" + sum + "\", \"inputs\": {\"a\": [1, 2]}%s}";
    String reason = "operations in a loop";

    post("/v1/evaluate", request.formatted(""))
        .statusCode(200)
        .body(
            "execution.decision.candidates.find { it.executor == 'native-kernels' }.rejected",
            containsString(reason));
    post("/v1/evaluate", request.formatted(", \"options\": {\"strategy\": \"native-kernels\"}"))
        .statusCode(422)
        .body("type", equalTo("/v1/problems/kernel-refused"))
        .body("pointer", equalTo("/options/strategy"))
        .body("detail", containsString(reason));
    post("/v1/explain", "{\"evaluate\": %s, \"show\": [\"ir\"]}".formatted(request.formatted("")))
        .statusCode(422)
        .body("pointer", equalTo("/show"))
        .body("detail", containsString(reason));
  }

  @Test
  void anExplanationShowsTheCode() {
    String body =
        """
        {"show": %s, "reduce": {"inputs": {"a": {"random": {"shape": [100000], "seed": 1}}},
          "reductions": {"s": "sum((a - mean(a)) ** 2)"}}}\
        """;

    post("/v1/explain", body.formatted("[\"ir\", \"assembly\"]"))
        .statusCode(200)
        .body("code.executor", equalTo("native-kernels"))
        .body("code.loops", hasSize(2))
        .body("code.loops[0].ir", allOf(containsString("define"), containsString("fadd")))
        .body("code.loops[1].assembly", containsString("ret"))
        .body("code.truncated", nullValue())
        .body("results.s.dtype", equalTo("float64"));
    post("/v1/explain", body.formatted("[\"ir\"]"))
        .body("code.loops[0].ir", containsString("define"))
        .body("code.loops[0].assembly", nullValue());
    post("/v1/explain", body.formatted("[]")).statusCode(200).body("code", nullValue());
  }

  @Test
  void itsKernelsAreCounted() {
    double before = metric("parallax.kernels.compiled", "COUNT");
    post(
            "/v1/evaluate",
            """
            {"expression": "a * 1.3125 - 7", "inputs": {"a": [1, 2.5]},
             "options": {"strategy": "native-kernels"}}\
            """)
        .statusCode(200);

    assertThat(metric("parallax.kernels.compiled", "COUNT")).isEqualTo(before + 1);
    assertThat(metric("parallax.kernels.compile", "COUNT")).isEqualTo(before + 1);
    assertThat(metric("parallax.kernels.compile", "TOTAL_TIME")).isGreaterThan(0.0005);
    assertThat(metric("parallax.kernels.live", "VALUE")).isPositive();
    assertThat(metric("parallax.kernels.bytes", "VALUE")).isGreaterThan(4096);
    assertThat(metric("parallax.kernels.restored", "COUNT")).isZero();
    assertThat(metric("parallax.kernels.evicted", "COUNT")).isZero();
    assertThat(get("/actuator/prometheus").extract().asString())
        .contains(
            "\nparallax_kernels_compile_seconds_count ",
            "\nparallax_kernels_compile_seconds_sum ",
            "\nparallax_kernels_compiled_total ",
            "\nparallax_kernels_restored_total ",
            "\nparallax_kernels_evicted_total ",
            "\nparallax_kernels_live ",
            "\nparallax_kernels_bytes ");
  }

  private double metric(String name, String statistic) {
    return get("/actuator/metrics/" + name)
        .statusCode(200)
        .extract()
        .jsonPath()
        .getDouble("measurements.find { it.statistic == '" + statistic + "' }.value");
  }

  @Test
  void manyClientsWithManyExpressionsGetTheInterpretersBits() throws Exception {
    try (ExpressionFlood flood = new ExpressionFlood(port())) {
      assertThat(flood.send(0, 150)).isEmpty();
    }
  }
}

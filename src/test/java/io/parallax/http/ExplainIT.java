package io.parallax.http;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.oneOf;

import io.parallax.http.testing.OnTheService;
import io.parallax.http.testing.OverHttp;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@OnTheService
class ExplainIT extends OverHttp {
  private static final String PATH = "/v1/explain";

  ExplainIT(@LocalServerPort int port) {
    super(port);
  }

  @Test
  void tellsTypesProgramCostAndDecision() {
    post(
            PATH,
            """
            {"evaluate": {"expression": "(2*a + 3*b)/b",
              "inputs": {"a": {"range": {"stop": 1000000}}, "b": {"range": {"stop": 1000000}}}}}
            """)
        .statusCode(200)
        .body("canonical.'/expression'", equalTo("(2 * a + 3 * b) / b"))
        .body("inputs.a.dtype", equalTo("int64"))
        .body("results.result.dtype", equalTo("float64"))
        .body("results.result.shape", contains(1_000_000))
        .body("program", containsString("divide"))
        .body("cost.operationCount", greaterThan(4_000_000f))
        .body("cost.peakBytes", equalTo(24_000_000))
        .body("decision.executor", oneOf("platform-threads", "native-kernels"));
  }

  @Test
  void explainsFiltersAndReductions() {
    post(PATH, "{\"filter\":{\"predicate\":\"x > 1\",\"inputs\":{\"x\":[1,2]}}}")
        .statusCode(200)
        .body("results.x.shape", contains(2));
    post(PATH, "{\"reduce\":{\"reductions\":{\"s\":\"sum(x)\"},\"inputs\":{\"x\":[1,2]}}}")
        .statusCode(200)
        .body("results.s.dtype", equalTo("int64"));
  }

  @Test
  void pointsIntoTheExplainedRequest() {
    post(PATH, "{\"evaluate\":{\"expression\":\"2 * (a + 1\",\"inputs\":{\"a\":[1]}}}")
        .statusCode(400)
        .body("pointer", equalTo("/evaluate/expression"))
        .body("position.offset", equalTo(4));
    post(PATH, "{\"reduce\":{\"reductions\":{\"s\":\"sum(x)\"},\"inputs\":{\"x\":[1,\"a\"]}}}")
        .statusCode(422)
        .body("pointer", equalTo("/reduce/inputs/x/1"));
    post(PATH, "{\"evaluate\":{\"expression\":\"1\",\"options\":{\"timeoutMs\":999999999}}}")
        .statusCode(422)
        .body("pointer", equalTo("/evaluate/options/timeoutMs"));
  }

  @Test
  void explainsOneRequestAtATime() {
    post(PATH, "{\"evaluate\":{\"expression\":\"1\"},\"reduce\":{\"reductions\":{\"s\":\"1\"}}}")
        .statusCode(422)
        .body("type", equalTo("/v1/problems/invalid-argument"));
  }
}

package io.parallax.http;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.parallax.http.testing.OnTheService;
import io.parallax.http.testing.OverHttp;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@OnTheService
class ReduceIT extends OverHttp {
  private static final String PATH = "/v1/reduce";

  ReduceIT(@LocalServerPort int port) {
    super(port);
  }

  @Test
  void reducesTheRowsForWhichTheConditionHolds() {
    post(
            PATH,
            """
            {"inputs": {"a": [1, 2, 3, 4], "b": [0.25, 1, 0.75, 0.5]}, "where": "b > 0.5",
             "reductions": {"total": "sum(a*b)", "average": "mean(a)", "most": "max(a)"}}
            """)
        .statusCode(200)
        .body("results.total.values", equalTo(4.25f))
        .body("results.total.shape", empty())
        .body("results.average.values", equalTo(2.5f))
        .body("results.most.values", equalTo(3))
        .body("results.most.dtype", equalTo("int64"))
        .body("timings.unit", equalTo("ms"));
  }

  @Test
  void productsThatAreLeftOutNeedNotFit() {
    post(
            PATH,
            """
            {"inputs": {"a": [3, 10, 4611686018427387904], "b": [0, 5, 0]}, "where": "b != 0",
             "reductions": {"d": "dot(a, a)"}}
            """)
        .statusCode(200)
        .body("results.d.values", equalTo(100));
    post(
            PATH,
            """
            {"inputs": {"a": [3, 10, 4611686018427387904], "b": [0, 5, 0]}, "where": "b != 5",
             "reductions": {"d": "dot(a, a)"}}
            """)
        .statusCode(422)
        .body("detail", startsWith("the exact value of this integer operation does not fit"));
  }

  @Test
  void reducesAlongAnAxis() {
    post(PATH, "{\"inputs\":{\"a\":[[1,2],[3,4]]},\"reductions\":{\"columns\":\"sum(a, axis=0)\"}}")
        .statusCode(200)
        .body("results.columns.values", contains(4, 6));
  }

  @Test
  void keepsTheOtherResultsBesideTheLeastOfNothing() {
    post(
            PATH,
            "{\"inputs\":{\"a\":[1,2]},\"where\":\"a > 5\",\"reductions\":{\"m\":\"min(a)\",\"s\":"
                + "\"sum(a)\"}}")
        .statusCode(200)
        .body("results.m.values", nullValue())
        .body("results.m.dtype", equalTo("int64"))
        .body("results.m.note", equalTo("no element takes part in this reduction"))
        .body("results.s.values", equalTo(0))
        .body("results.s", not(hasKey("note")));
  }

  @Test
  void hasNoLeastOfNothingWhereTheFormatHasNoNull() {
    request()
        .accept("application/x-npy")
        .contentType("application/json")
        .body("{\"inputs\":{\"a\":[1,2]},\"where\":\"a > 5\",\"reductions\":{\"m\":\"min(a)\"}}")
        .post(PATH)
        .then()
        .statusCode(422)
        .body("type", equalTo("/v1/problems/empty-reduction"))
        .body("pointer", equalTo("/reductions/m"));
  }

  @Test
  void needsAReduction() {
    post(PATH, "{\"inputs\":{\"a\":[1,2]},\"reductions\":{}}")
        .statusCode(422)
        .body("pointer", equalTo("/reductions"));
  }
}

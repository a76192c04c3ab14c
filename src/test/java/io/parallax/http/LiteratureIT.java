package io.parallax.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.equalTo;

import io.parallax.http.testing.OnTheService;
import io.parallax.http.testing.OverHttp;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/// The programs by which others are measured, as requests.
@OnTheService
class LiteratureIT extends OverHttp {
  private static final int MILLION = 1_000_000;

  LiteratureIT(@LocalServerPort int port) {
    super(port);
  }

  @Test
  void linearCombinationOfAMillionRandomNumbers() {
    double[] a = uniform(1);
    double[] b = uniform(2);
    JsonPath answer =
        body(
            "/v1/evaluate",
            """
            {"expression": "(2*a + 3*b)/b", "output": {"values": "all"}, "inputs": {
              "a": {"random": {"distribution": "uniform", "shape": [1000000], "seed": 1}},
              "b": {"random": {"distribution": "uniform", "shape": [1000000], "seed": 2}}}}
            """);
    List<Number> values = answer.getList("result.values");
    assertThat(values).hasSize(MILLION);
    for (int index : new int[] {0, 1, 499_999, MILLION - 1}) {
      assertThat(values.get(index).doubleValue())
          .isEqualTo(
              (2 * a[index] + 3 * b[index]) / b[index],
              within(1e-6 * values.get(index).doubleValue()));
    }
  }

  @Test
  void numbersBelowFiftyAmongAMillion() {
    JsonPath answer =
        body(
            "/v1/filter",
            """
            {"predicate": "x < 50", "inputs": {"x": {"random": {"distribution": "integers",
              "shape": [1000000], "seed": 42, "low": 0, "high": 1000001}}}}
            """);
    List<Integer> kept = answer.getList("results.x.values");
    assertThat(answer.getInt("total")).isEqualTo(MILLION);
    assertThat(answer.getInt("matched")).isEqualTo(kept.size()).isBetween(20, 90);
    assertThat(kept).allMatch(value -> value >= 0 && value < 50);
  }

  @Test
  void squaresOfTenMillionNumbers() {
    post(
            "/v1/evaluate",
            """
            {"expression": "x**2", "inputs": {"x": {"range": {"stop": 10000000}}},
             "output": {"values": "summary", "sample": 4}}
            """)
        .statusCode(200)
        .body("result.sample", equalTo(List.of(0, 1, 4, 9)))
        .body("result.summary.count", equalTo(10_000_000))
        .body("result.summary.min", equalTo(0))
        .body("result.summary.max", equalTo(99_999_980_000_001L));
  }

  @Test
  void sumOfTenMillionNumbers() {
    post(
            "/v1/reduce",
            "{\"inputs\":{\"x\":{\"range\":{\"stop\":10000000}}},\"reductions\":{\"s\":\"sum(x)\"}}")
        .statusCode(200)
        .body("results.s.values", equalTo(49_999_995_000_000L));
  }

  @Test
  void standardScoresHaveMeanZeroAndDeviationOne() {
    JsonPath answer =
        body(
            "/v1/reduce",
            """
            {"inputs": {"x": {"random": {"distribution": "normal", "shape": [1000000], "seed": 7,
               "mean": 100, "std": 15}}},
             "reductions": {"mean": "mean((x - mean(x)) / std(x))",
                            "std": "std((x - mean(x)) / std(x))", "raw": "mean(x)"}}
            """);
    assertThat(answer.getDouble("results.mean.values")).isEqualTo(0, within(1e-9));
    assertThat(answer.getDouble("results.std.values")).isEqualTo(1, within(1e-9));
    assertThat(answer.getDouble("results.raw.values")).isEqualTo(100, within(0.1));
  }

  private JsonPath body(String path, String request) {
    return post(path, request).statusCode(200).extract().jsonPath();
  }

  /// The values that the service's generator documents.
  private static double[] uniform(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return IntStream.range(0, MILLION)
        .mapToDouble(_ -> (random.nextLong() >>> 11) * 0x1.0p-53)
        .toArray();
  }
}

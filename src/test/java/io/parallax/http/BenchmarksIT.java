package io.parallax.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.parallax.compute.Admission;
import io.parallax.http.testing.OnTheService;
import io.parallax.http.testing.OverHttp;
import io.parallax.http.testing.RawConnection;
import io.restassured.path.json.JsonPath;
import io.restassured.path.xml.XmlPath;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Comparisons of strategies over HTTP.
@OnTheService
class BenchmarksIT extends OverHttp {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final String TWO_SIZES =
      """
      {"evaluate": {"expression": "sqrt(a) * 2", "inputs": {"a": {"random": {"distribution": "uniform", "shape": [10]}}}},
       "sizes": [50000, 100], "repetitions": 3, "warmUp": 1}
      """;

  private final Admission admission;

  BenchmarksIT(@LocalServerPort int port, @Autowired Admission admission) {
    super(port);
    this.admission = admission;
  }

  @Test
  void everyStrategyHasARowForEachSizeWithTheSameBits() {
    List<String> available =
        get("/v1/strategies")
            .extract()
            .jsonPath()
            .getList("strategies.findAll { it.available }.name", String.class);
    JsonPath report =
        post("/v1/benchmarks", TWO_SIZES)
            .statusCode(200)
            .body("comparisons[0].rows.sameBits", everyItem(is(true)))
            .body("comparisons[0].rows.medianMs", everyItem(greaterThan(0f)))
            .body("comparisons[0].rows.speedUp", everyItem(greaterThan(0f)))
            .body("comparisons[0].winners.size", equalTo(List.of(100, 50_000)))
            .body("environment.cores", equalTo(Runtime.getRuntime().availableProcessors()))
            .body("environment.memoryBytesPerSecond", greaterThan(1e8f))
            .extract()
            .jsonPath();

    for (int size : List.of(100, 50_000)) {
      assertThat(
              report.getList(
                  "comparisons[0].rows.findAll { it.size == " + size + " }.strategy", String.class))
          .containsExactlyInAnyOrderElementsOf(available);
    }
    assertThat(report.getFloat("comparisons[0].rows.find { it.strategy == 'sequential' }.speedUp"))
        .isEqualTo(1);
  }

  @Test
  void aTableAndAChartTellTheSame() {
    String table =
        request()
            .contentType("application/json")
            .accept("text/csv")
            .body(TWO_SIZES)
            .post("/v1/benchmarks")
            .then()
            .statusCode(200)
            .contentType(containsString("text/csv"))
            .extract()
            .asString();
    XmlPath chart =
        request()
            .contentType("application/json")
            .accept("image/svg+xml")
            .body(TWO_SIZES)
            .post("/v1/benchmarks")
            .then()
            .statusCode(200)
            .contentType(containsString("image/svg+xml"))
            .extract()
            .xmlPath();

    long strategies = table.lines().skip(1).map(line -> line.split(",", -1)[1]).distinct().count();
    assertThat(table.lines().count()).isEqualTo(1 + 2 * strategies);
    assertThat(chart.getInt("svg.g[0].'*'.findAll { it.name() == 'g' }.size()"))
        .isEqualTo((int) strategies);
  }

  @Test
  void arraysThatWereSentAreRepeated() {
    post(
            "/v1/benchmarks",
            """
            {"filter": {"predicate": "x > 1", "inputs": {"x": [1, 2, 3]}}, "sizes": [2, 8],
             "strategies": ["platform-threads", "sequential"], "repetitions": 1, "warmUp": 0}
            """)
        .statusCode(200)
        .body("comparisons[0].rows.size", equalTo(List.of(2, 2, 8, 8)))
        .body("comparisons[0].rows.runs", everyItem(is(1)))
        .body("comparisons[0].skipped", hasSize(0));
  }

  @Test
  void whatAStrategyOrASizeCannotDoIsSkippedWithTheReason() {
    post(
            "/v1/benchmarks",
            """
            {"evaluate": {"expression": "7 // (i - 5)", "inputs": {"i": {"range": {"stop": 3}}}},
             "sizes": [5, 6], "strategies": ["sequential"], "repetitions": 1, "warmUp": 0}
            """)
        .statusCode(200)
        .body("comparisons[0].rows.size", equalTo(List.of(5)))
        .body("comparisons[0].skipped.size", equalTo(List.of(6)))
        .body("comparisons[0].skipped[0].reason", containsString("zero"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          {'evaluate': {'expression': '1 +', 'inputs': {}}} | 400 | /evaluate/expression
          {'evaluate': {'expression': 'x', 'inputs': {'x': [1]}}, 'strategies': ['gpu']} | 422 | /strategies/0
          {'evaluate': {'expression': 'x', 'inputs': {'x': [1]}}, 'sizes': [10000000000]} | 413 | /sizes
          {'evaluate': {'expression': 'x', 'inputs': {'x': [1]}}, 'sizes': [0]} | 422 | /sizes/0
          {'evaluate': {'expression': 'x', 'inputs': {'x': [1]}}, 'sizes': []} | 422 | /sizes
          {'evaluate': {'expression': 'x', 'inputs': {'x': [1]}}, 'repetitions': 100000} | 413 | /repetitions
          {'evaluate': {'expression': 'x', 'inputs': {'x': [1]}}, 'suite': 'literature'} | 422 | ""
          {'suite': 'spec'} | 422 | /suite
          {'sizes': [10]} | 422 | ""
          {'evaluate': {'expression': 'x', 'inputs': {'x': [1]}}, 'reduce': {'reductions': {'s': '1'}}} | 422 | /reduce
          """)
  void aWrongRequestIsRefusedAtItsPlace(String body, int status, String pointer) {
    post("/v1/benchmarks", body.replace('\'', '"'))
        .statusCode(status)
        .body("pointer", equalTo(pointer));
  }

  @Test
  void onlyJsonIsReadAndOnlyKnownFormatsAreWritten() {
    request().contentType("text/csv").body("x\n1\n").post("/v1/benchmarks").then().statusCode(415);
    request()
        .contentType("application/json")
        .accept("application/x-npy")
        .body(TWO_SIZES)
        .post("/v1/benchmarks")
        .then()
        .statusCode(406)
        .body("detail", containsString("image/svg+xml"));
  }

  @Test
  void oneBenchmarkRunsAtATimeAndEndsWhenItsClientLeaves() throws Exception {
    String endless =
        """
        {"map": {"functions": "def f(n):\\n    while n > 0:\\n        pass\\n    return n\\n",
                 "inputs": {"n": [1, 1]}, "options": {"maxIterations": 1000000000000}},
         "sizes": [2]}
        """;
    try (RawConnection connection = new RawConnection(port())) {
      connection.send(
          "POST /v1/benchmarks HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\n"
              + "Content-Length: "
              + endless.getBytes(StandardCharsets.UTF_8).length
              + "\r\n\r\n"
              + endless);
      Awaitility.await().atMost(PATIENCE).until(() -> admission.running() == 1);
      post("/v1/benchmarks", TWO_SIZES)
          .statusCode(503)
          .body("detail", containsString("another benchmark"));
    }

    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> post("/v1/benchmarks", TWO_SIZES).extract().statusCode() == 200);
  }
}

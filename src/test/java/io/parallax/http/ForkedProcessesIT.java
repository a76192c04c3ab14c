package io.parallax.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.parallax.executor.testing.Signals;
import io.parallax.http.testing.Eventually;
import io.parallax.http.testing.OverHttp;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Worker processes as clients and operators see them.
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "parallax.processes.workers=2",
      "parallax.processes.warm-up=0s",
      "parallax.processes.attempts=1"
    })
class ForkedProcessesIT extends OverHttp {
  /// A worker may be replaced before anyone looks.
  private static final int MOST_ROUNDS = 5;

  private static final String POOL = "strategies.find { it.name == 'forked-processes' }.workers.";

  ForkedProcessesIT(@LocalServerPort int port) {
    super(port);
  }

  @BeforeEach
  void awaitWorkers() {
    compute("1 + 1", "{}", "\"strategy\": \"forked-processes\"").statusCode(200);
    assertThat(Eventually.holds(() -> pool("alive") == 2)).isTrue();
  }

  /// Health is not up before the service is warm.
  private void awaitReady() {
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> get("/actuator/health/readiness").extract().statusCode() == 200);
  }

  @Test
  void aRequestMayNameThem() {
    compute("sum(a * 2)", "{\"a\": [1, 2, 3]}", "\"strategy\": \"forked-processes\"")
        .statusCode(200)
        .body("result.values", equalTo(12))
        .body("execution.strategy", equalTo("forked-processes"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"native-kernels", "forked-processes", "auto"})
  void isolationHasAnyStrategyThatCanRunThere(String strategy) {
    String inputs = "{\"a\": {\"range\": {\"stop\": 100000}}}";
    String here = compute("sum(a * 0.1)", inputs, "").extract().path("result.values").toString();

    compute(
            "sum(a * 0.1)",
            inputs,
            "\"isolation\": \"process\", \"strategy\": \"" + strategy + "\"")
        .statusCode(200)
        .body("result.values.toString()", equalTo(here))
        .body("execution.decision.reason", containsString("in worker processes"))
        .body(
            "execution.decision.candidates.find { it.executor == 'sequential' }.rejected",
            equalTo("it never runs in worker processes"));
  }

  @Test
  void theEstimateHasTheCopyOfArraysThatWereSentWhereWorkersDoNotSeeThem() {
    String sent = "{\"a\": " + Collections.nCopies(200_000, 0.5) + "}";
    String generated = "{\"a\": {\"constant\": {\"value\": 0.5, \"shape\": [200000]}}}";

    double ofSent = predictedMillis(sent, "");
    double ofShared = predictedMillis(sent, "\"strategy\": \"forked-processes\"");

    assertThat(ofSent).isGreaterThan(ofShared);
    assertThat(predictedMillis(generated, "")).isEqualTo(ofShared);
  }

  private double predictedMillis(String inputs, String options) {
    Number millis =
        compute("sum(a * 2)", inputs, options)
            .statusCode(200)
            .extract()
            .path(
                "execution.decision.candidates.find { it.executor == 'forked-processes' }"
                    + ".predictedMs");
    return millis.doubleValue();
  }

  @Test
  void isolationRefusesStrategiesThatNeverRunThere() {
    compute("1", "{}", "\"isolation\": \"process\", \"strategy\": \"sequential\"")
        .statusCode(422)
        .body("type", equalTo("/v1/problems/unknown-strategy"))
        .body("detail", containsString("it never runs in worker processes"));
  }

  @Test
  void errorsStandWhereTheyStandElsewhere() {
    String inputs = "{\"a\": {\"range\": {\"start\": -50000, \"stop\": 50000}}}";
    JsonPath here = compute(" 1 // a", inputs, "").extract().jsonPath();

    compute(" 1 // a", inputs, "\"isolation\": \"process\"")
        .statusCode(422)
        .body("type", equalTo("/v1/problems/arithmetic-fault"))
        .body("detail", equalTo(here.getString("detail")))
        .body("pointer", equalTo("/expression"))
        .body("position.offset", equalTo(here.getInt("position.offset")));
  }

  @Test
  void aQuantileOutOfRangeIsRefusedAsElsewhere() {
    compute("quantile(a, 2.0)", "{\"a\": [1.5, 2.5]}", "\"isolation\": \"process\"")
        .statusCode(422)
        .body("type", equalTo("/v1/problems/invalid-argument"))
        .body("detail", containsString("between 0 and 1"));
  }

  @Test
  void thePoolIsListedAndMeasured() {
    get("/v1/strategies")
        .body(POOL + "workers", is(2))
        .body(POOL + "heapBytes", greaterThan(1 << 20))
        .body("strategies.find { it.name == 'sequential' }.workers", nullValue());
    get("/actuator/metrics/parallax.workers.alive").body("measurements[0].value", equalTo(2.0f));
    get("/actuator/metrics/parallax.workers.started").statusCode(200);
  }

  @Test
  void aLostWorkerDegradesTheServiceAndIsReplaced() {
    awaitReady();
    assertThat(Eventually.holds(() -> health().equals("UP"))).isTrue();
    long lost = pool("lost");
    boolean seen = false;
    int rounds = 0;
    while (rounds < MOST_ROUNDS && !seen) {
      awaitWorkers();
      killWorkers();
      seen = Eventually.holds(() -> pool("alive") < 2) && health().equals("DEGRADED");
      rounds++;
    }

    assertThat(seen).isTrue();
    long killed = 2L * rounds;
    assertThat(Eventually.holds(() -> pool("lost") >= lost + killed)).isTrue();
    get("/actuator/health").statusCode(200);
    get("/actuator/health/readiness").statusCode(200).body("status", equalTo("UP"));
    assertThat(Eventually.holds(() -> health().equals("UP") && pool("alive") == 2)).isTrue();
  }

  @Test
  void aRequestThatIsLostIsAProblemOfItsOwn() {
    String slow = "{\"a\": {\"random\": {\"shape\": [3000000], \"seed\": 1}}}";
    Thread killer =
        Thread.ofVirtual()
            .start(
                () -> {
                  Eventually.holds(() -> pool("busy") > 0);
                  killWorkers();
                });

    ValidatableResponse answer =
        compute("median(sin(a)) + sum(cos(a) * exp(a))", slow, "\"isolation\": \"process\"");

    answer.body("type", equalTo("/v1/problems/worker-crashed")).statusCode(500);
    assertThat(Eventually.holds(() -> !killer.isAlive())).isTrue();
  }

  private static void killWorkers() {
    ProcessHandle.current().children().forEach(worker -> Signals.send("KILL", worker.pid()));
  }

  private ValidatableResponse compute(String expression, String inputs, String options) {
    return post(
        "/v1/evaluate",
        """
        {"options": {%s}, "expression": "%s", "inputs": %s, "output": {"values": "all"}}\
        """
            .formatted(options, expression, inputs));
  }

  private long pool(String field) {
    Number value = get("/v1/strategies").extract().path(POOL + field);
    return value.longValue();
  }

  private String health() {
    return get("/actuator/health").extract().path("status");
  }
}

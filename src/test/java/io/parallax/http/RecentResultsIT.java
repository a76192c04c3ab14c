package io.parallax.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.parallax.http.testing.OverHttp;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Equal requests that are answered without being computed.
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "parallax.recent.enabled=true")
class RecentResultsIT extends OverHttp {
  private static final int CONTENTS = 5;
  private static final String CACHED = "execution.cached";

  RecentResultsIT(@LocalServerPort int port) {
    super(port);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          evaluate | {"expression": "x*2", "inputs": {"x": {"range": {"stop": 5}}}}              | result.values
          evaluate | {"expressions": {"a": "x/3", "b": "-x"}, "inputs": {"x": [1.5, 2]}}         | results.a.values
          filter   | {"predicate": "x > 0.5", "inputs": {"x": {"random": {"shape": [9], "seed": 4}}}}  | results.x.values
          filter   | {"predicate": "x > 1", "return": "count", "inputs": {"x": [1, 2, 3]}}       | matched
          reduce   | {"reductions": {"s": "sum(x)"}, "inputs": {"x": {"range": {"stop": 100000}}}}   | results.s.values
          reduce   | {"reductions": {"s": "mean(x)"}, "inputs": {"x": [0.1, 0.2]}}               | results.s.values
          map      | {"functions": "def f(n):\\n    return n // 2\\n", "inputs": {"n": [5, 8]}}   | result.values
          map      | {"functions": "def f(n):\\n    return 6 // n\\n", "inputs": {"n": [5, 0]}, "options": {"onError": "collect"}} | result.values
          evaluate | {"expression": "x", "inputs": {"x": {"range": {"stop": 20000}}}}            | result.summary.mean
          """)
  void anEqualRequestGetsTheSameAnswer(String operation, String body, String part) {
    ValidatableResponse first = post("/v1/" + operation, body).statusCode(200);
    ValidatableResponse second = post("/v1/" + operation, body).statusCode(200);

    first.body(CACHED, nullValue()).header("Parallax-Execution", not(containsString("cached")));
    second
        .body(CACHED, equalTo(true))
        .body("timings.compute", equalTo(0.0f))
        .header("Parallax-Execution", containsString("\"cached\":true"))
        .header("ETag", equalTo(first.extract().header("ETag")))
        .header("ETag", matchesPattern("W/\"[0-9a-f]{40}-gzip\""));
    Object value = first.extract().path(part);
    assertThat(value).isNotNull();
    assertThat(second.extract().<Object>path(part)).isEqualTo(value);
    assertThat(second.extract().<Object>path("failures"))
        .isEqualTo(first.extract().<Object>path("failures"));
  }

  @Test
  void binaryAnswersAreTheSameBytes() {
    byte[] first = binary(1, "application/x-npy").extract().asByteArray();
    ValidatableResponse again = binary(1, "application/x-npy");
    byte[] other = binary(2, "application/x-npy").extract().asByteArray();

    again.header("Parallax-Execution", containsString("\"cached\":true"));
    assertThat(again.extract().asByteArray()).isEqualTo(first).isNotEqualTo(other);
    binary(1, "application/octet-stream")
        .header("Parallax-Execution", not(containsString("cached")));
  }

  private ValidatableResponse binary(int seed, String accept) {
    return request()
        .accept(accept)
        .contentType("application/json")
        .body(
            "{\"expression\":\"x\",\"inputs\":{\"x\":{\"random\":{\"shape\":[70000],\"seed\":"
                + seed
                + "}}}}")
        .post("/v1/evaluate")
        .then()
        .statusCode(200);
  }

  @Test
  void whoHasTheAnswerIsToldSo() {
    String body =
        "{\"expression\": \"x + 0.25\", \"inputs\": {\"x\": {\"linspace\": {\"start\": 0,"
            + " \"stop\": 1, \"count\": 7}}}}";
    String tag = post("/v1/evaluate", body).statusCode(200).extract().header("ETag");

    for (String sent : new String[] {tag, "\"other\", " + tag, tag.substring(2)}) {
      known(body, sent, "*/*").statusCode(304).header("ETag", equalTo(tag)).body(equalTo(""));
    }
    known(body, "\"other\"", "*/*").statusCode(200);
    known(body, "*", "*/*").statusCode(200);
    known(body, tag, "application/x-npy").statusCode(200);
    known(body.replace("0.25", "0.5"), tag, "*/*").statusCode(200);
    known(body.replace("x + 0.25", "y"), tag, "*/*").statusCode(422).header("ETag", nullValue());
    request()
        .header("If-None-Match", tag)
        .header("Cache-Control", "no-cache")
        .contentType("application/json")
        .body(body)
        .post("/v1/evaluate")
        .then()
        .statusCode(200)
        .body(CACHED, nullValue());
  }

  private ValidatableResponse known(String body, String tag, String accept) {
    return request()
        .header("If-None-Match", tag)
        .accept(accept)
        .contentType("application/json")
        .body(body)
        .post("/v1/evaluate")
        .then();
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-cache", "max-age=0", "private, No-Cache"})
  void aRequestCanBeComputedAnew(String control) {
    String plain = "{\"expression\": \"%d + 1\"}".formatted(control.hashCode() & 0xFFFF);
    post("/v1/evaluate", plain).body(CACHED, nullValue());

    controlled(plain, control).body(CACHED, nullValue());
    post("/v1/evaluate", plain).body(CACHED, equalTo(true));
  }

  @Test
  void aRequestCanBeForgotten() {
    String body = "{\"expression\": \"271828 + 1\"}";

    controlled(body, "no-store").body(CACHED, nullValue());
    post("/v1/evaluate", body).body(CACHED, nullValue());
    controlled(body, "no-store").body(CACHED, nullValue());
    post("/v1/evaluate", body).body(CACHED, equalTo(true));
  }

  private ValidatableResponse controlled(String body, String control) {
    return request()
        .header("Cache-Control", control)
        .contentType("application/json")
        .body(body)
        .post("/v1/evaluate")
        .then()
        .statusCode(200);
  }

  @Test
  void failuresAreNotKept() {
    String body = "{\"expression\": \"1 // x\", \"inputs\": {\"x\": [1, 0]}}";

    String first = post("/v1/evaluate", body).statusCode(422).extract().path("detail");
    post("/v1/evaluate", body).statusCode(422).body("detail", equalTo(first));
  }

  @Test
  void manySentElementsAreComputedEachTime() {
    String values =
        LongStream.range(0, 5000).mapToObj(Long::toString).collect(Collectors.joining(","));
    String body = "{\"expression\": \"sum(x)\", \"inputs\": {\"x\": [" + values + "]}}";

    post("/v1/evaluate", body).statusCode(200).header("ETag", nullValue());
    post("/v1/evaluate", body).statusCode(200).body(CACHED, nullValue());
  }

  /// Datasets come and go, and requests that name them are asked again and again: what is answered
  /// is always what the dataset's values give, whether it was stored or not.
  @Test
  void neverAnswersWhatIsNotTrueAnyMore() {
    Random random = new Random(17);
    List<String> ids = new ArrayList<>(Collections.nCopies(CONTENTS, ""));
    List<Boolean> alive = new ArrayList<>(Collections.nCopies(CONTENTS, false));
    Map<String, String> tags = new HashMap<>();
    int cached = 0;
    int known = 0;
    for (int step = 0; step < 500; step++) {
      int content = random.nextInt(CONTENTS);
      switch (random.nextInt(12)) {
        case 0 -> {
          ids.set(content, upload(content));
          alive.set(content, true);
        }
        case 1 -> {
          if (alive.get(content)) {
            request().delete("/v1/datasets/" + ids.get(content)).then().statusCode(204);
            alive.set(content, false);
          }
        }
        default -> {
          if (!ids.get(content).isEmpty()) {
            int factor = random.nextInt(2);
            String body = sumOf(ids.get(content), factor);
            String tag = random.nextInt(3) == 0 ? tags.getOrDefault(body, "none") : "none";
            ValidatableResponse answer = summed(body, tag);
            if (!alive.get(content)) {
              answer.statusCode(404).body("type", equalTo("/v1/problems/unknown-dataset"));
            } else if (answer.extract().statusCode() == 304) {
              assertThat(tag).isEqualTo(answer.extract().header("ETag"));
              known++;
            } else {
              answer.statusCode(200).body("results.s.values", equalTo(sum(content, factor)));
              cached += answer.extract().path(CACHED) == null ? 0 : 1;
              tags.put(body, answer.extract().header("ETag"));
            }
          }
        }
      }
    }
    assertThat(cached).isGreaterThan(50);
    assertThat(known).isGreaterThan(20);
  }

  private String upload(int content) {
    return post("/v1/datasets", "{\"inputs\": {\"x\": [%d, 2, 3]}}".formatted(content))
        .extract()
        .path("id");
  }

  private static String sumOf(String dataset, int factor) {
    return """
    {"reductions": {"s": "sum(x * %d)"}, "inputs": {"x": {"dataset": "%s", "column": "x"}}}
    """
        .formatted(factor, dataset);
  }

  private static int sum(int content, int factor) {
    return (content + 5) * factor;
  }

  private ValidatableResponse summed(String body, String tag) {
    return request()
        .header("If-None-Match", tag)
        .contentType("application/json")
        .body(body)
        .post("/v1/reduce")
        .then();
  }

  @Test
  void hitsAndMemoryAreCounted() {
    String body = "{\"expression\": \"314159 + 1\"}";
    post("/v1/evaluate", body).statusCode(200);
    post("/v1/evaluate", body).statusCode(200).body("result", notNullValue());

    get("/actuator/prometheus")
        .body(containsString("parallax_recent_requests_total{outcome=\"hit\"}"))
        .body(containsString("parallax_recent_memory_bytes"))
        .body(containsString("parallax_recent_results"));
  }
}

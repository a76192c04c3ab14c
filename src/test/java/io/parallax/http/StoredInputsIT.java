package io.parallax.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.parallax.format.testing.Multipart;
import io.parallax.http.testing.OnTheService;
import io.parallax.http.testing.OverHttp;
import io.restassured.path.json.JsonPath;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Requests over columns that were stored before.
@OnTheService
class StoredInputsIT extends OverHttp {
  private final String prices;

  StoredInputsIT(@LocalServerPort int port) {
    super(port);
    prices =
        stored(
            """
            {"inputs": {"price": [1.5, 2.5, 4.0], "amount": {"dtype": "int16", "values": [4, 2, 1]},
             "odd `name`, \\"quoted\\"\\n": [true, false, true]}}
            """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"auto", "sequential", "platform-threads", "virtual-threads", "forked-processes"})
  void everyExecutorReadsThem(String strategy) {
    String body =
        """
        {"reductions": {"total": "sum(p * a)", "most": "max(a)"}, "inputs": {%s, %s},
         "options": {"strategy": "%s"}}
        """
            .formatted(column("p", prices, "price"), column("a", prices, "amount"), strategy);

    post("/v1/reduce", body)
        .statusCode(200)
        .body("results.total.values", equalTo(15.0f))
        .body("results.most.values", equalTo(4))
        .body("results.most.dtype", equalTo("int32"));
  }

  @Test
  void everyOperationReadsThem() {
    String inputs =
        "\"inputs\": {%s, %s}"
            .formatted(
                column("p", prices, "price"),
                column("on", prices, "odd `name`, \\\"quoted\\\"\\n"));

    post("/v1/evaluate", "{\"expression\": \"where(on, p, 0)\", " + inputs + "}")
        .body("result.values", equalTo(List.of(1.5f, 0.0f, 4.0f)));
    post("/v1/filter", "{\"predicate\": \"on\", \"select\": {\"p\": \"p\"}, " + inputs + "}")
        .body("results.p.values", equalTo(List.of(1.5f, 4.0f)));
    post(
            "/v1/map",
            "{\"functions\": \"def f(p, on):\\n    return p if on else -p\\n\", " + inputs + "}")
        .body("result.values", equalTo(List.of(1.5f, -2.5f, 4.0f)));
    post("/v1/explain", "{\"evaluate\": {\"expression\": \"p * on\", " + inputs + "}}")
        .statusCode(200)
        .body("inputs.p.shape", equalTo(List.of(3)));
  }

  @Test
  void theColumnIsNamedUnlessThereIsOnlyOne() {
    String one = stored("{\"inputs\": {\"whatever\": [1, 2, 3]}}");

    post(
            "/v1/evaluate",
            "{\"expression\": \"x\", \"inputs\": {\"x\": {\"dataset\": \"" + one + "\"}}}")
        .body("result.values", equalTo(List.of(1, 2, 3)));
    post(
            "/v1/evaluate",
            "{\"expression\": \"x\", \"inputs\": {\"x\": {\"dataset\": \"" + prices + "\"}}}")
        .statusCode(422)
        .body("type", equalTo("/v1/problems/unknown-column"))
        .body("detail", containsString("3 columns, of which \"column\" names one: price, amount"))
        .body("pointer", equalTo("/inputs/x/dataset"));
  }

  @Test
  void formsAndQueriesNameThem() {
    byte[] form =
        new Multipart()
            .part("p", "application/json", "{" + reference(prices, "price") + "}")
            .part("k", "application/octet-stream; dtype=float64", new byte[8])
            .part("request", "application/json", "{\"expression\": \"p + k\"}")
            .bytes();
    String inputs =
        URLEncoder.encode("{" + column("p", prices, "price") + "}", StandardCharsets.UTF_8);

    binary()
        .contentType(Multipart.TYPE)
        .body(form)
        .post("/v1/evaluate")
        .then()
        .statusCode(200)
        .body("result.values", equalTo(List.of(1.5f, 2.5f, 4.0f)));
    binary()
        .urlEncodingEnabled(false)
        .contentType("application/octet-stream; dtype=uint8")
        .body(new byte[] {1, 2, 3})
        .post("/v1/reduce?total=sum(p*x)&inputs=" + inputs)
        .then()
        .statusCode(200)
        .body("results.total.values", equalTo(18.5f));
  }

  @Test
  void resultsAreKeptAndUsedAgain() {
    JsonPath kept =
        post(
                "/v1/evaluate",
                """
                {"expressions": {"total": "p * a", "big": "p > 2", "m": "mean(p)", "again": "p * a"},
                 "inputs": {%s, %s}, "output": {"values": "dataset"}}
                """
                    .formatted(column("p", prices, "price"), column("a", prices, "amount")))
            .statusCode(200)
            .body("results.total.dtype", equalTo("float64"))
            .body("results.total.shape", equalTo(List.of(3)))
            .body("results.total.dataset.column", equalTo("total"))
            .body("results.m.shape", equalTo(List.of()))
            .extract()
            .jsonPath();
    String rows = kept.getString("results.total.dataset.id");
    String scalars = kept.getString("results.m.dataset.id");

    assertThat(kept.getString("results.big.dataset.id")).isEqualTo(rows).isNotEqualTo(scalars);
    assertThat(kept.getString("results.again.dataset.id")).isEqualTo(rows);
    post(
            "/v1/reduce",
            "{\"reductions\": {\"s\": \"sum(t)\"}, \"where\": \"b\", \"inputs\": {%s, %s}}"
                .formatted(column("t", rows, "total"), column("b", rows, "big")))
        .body("results.s.values", equalTo(9.0f));
    get("/v1/datasets/" + scalars + "/data").body("columns.m.values", equalTo(2.6666667f));
  }

  @Test
  void everyOperationKeepsItsResults() {
    String inputs = "\"inputs\": {%s}".formatted(column("p", prices, "price"));
    String kept = ", \"output\": {\"values\": \"dataset\"}}";

    String selected =
        post("/v1/filter", "{\"predicate\": \"p < 3\", " + inputs + kept)
            .body("matched", equalTo(2))
            .body("results.p.shape", equalTo(List.of(2)))
            .extract()
            .path("results.p.dataset.id");
    String reduced =
        post("/v1/reduce", "{\"reductions\": {\"s\": \"sum(p)\"}, " + inputs + kept)
            .extract()
            .path("results.s.dataset.id");
    JsonPath mapped =
        post("/v1/map", "{\"functions\": \"def f(p):\\n    return p, p > 2\\n\", " + inputs + kept)
            .extract()
            .jsonPath();

    get("/v1/datasets/" + selected + "/data")
        .body("columns.p.values", equalTo(List.of(1.5f, 2.5f)));
    get("/v1/datasets/" + reduced + "/data").body("columns.s.values", equalTo(8.0f));
    get("/v1/datasets/" + mapped.getString("results[1].dataset.id") + "/data")
        .body(
            "columns.'" + mapped.getString("results[1].dataset.column") + "'.values",
            equalTo(List.of(false, true, true)));
    post("/v1/filter", "{\"predicate\": \"p < 3\", \"return\": \"count\", " + inputs + kept)
        .statusCode(200)
        .body("matched", equalTo(2));
  }

  @Test
  void resultsAreKeptInTheTypeAskedFor() {
    String id =
        post(
                "/v1/evaluate",
                "{\"expression\": \"p * 2\", \"inputs\": {%s}, \"output\": {\"values\": \"dataset\", \"dtype\": \"int16\"}}"
                    .formatted(column("p", prices, "price")))
            .statusCode(200)
            .body("result.dtype", equalTo("int16"))
            .extract()
            .path("result.dataset.id");

    get("/v1/datasets/" + id).body("columns[0].dtype", equalTo("int16")).body("bytes", equalTo(6));
    get("/v1/datasets/" + id + "/data").body("columns.result.values", equalTo(List.of(3, 5, 8)));
  }

  @Test
  void aReductionOfNothingIsNotKept() {
    post(
            "/v1/reduce",
            """
            {"reductions": {"least": "min(x)", "n": "size(x)"}, "inputs": {"x": []},
             "output": {"values": "dataset"}}
            """)
        .statusCode(200)
        .body("results.least.note", containsString("no elements"))
        .body("results.n.dataset.column", equalTo("n"));
  }

  @Test
  void otherFormatsTellThatResultsAreNotKeptInThem() {
    request()
        .accept("text/csv")
        .contentType("application/json")
        .body("{\"expression\": \"1\", \"output\": {\"values\": \"dataset\"}}")
        .post("/v1/evaluate")
        .then()
        .statusCode(422)
        .body("pointer", equalTo("/output/values"))
        .body("detail", containsString("Accept: application/json"));
  }

  @Test
  void manyRowsAreKeptByEveryExecutor() {
    String first = null;
    for (String strategy : List.of("sequential", "platform-threads", "forked-processes")) {
      String id =
          post(
                  "/v1/evaluate",
                  """
                  {"expression": "x * 3 + 1", "inputs": {"x": {"range": {"stop": 300000}}},
                   "output": {"values": "dataset"}, "options": {"strategy": "%s"}}
                  """
                      .formatted(strategy))
              .statusCode(200)
              .extract()
              .path("result.dataset.id");
      assertThat(first == null || first.equals(id)).as(strategy).isTrue();
      first = id;
    }
    get("/v1/datasets/" + first + "/data?offset=299999")
        .body("columns.result.values", equalTo(List.of(899_998)));
  }

  @Test
  void aDatasetIsMadeOfOthers() {
    String joined =
        stored(
            """
            {"select": {"total": "p * a", "p": "p"}, "inputs": {%s, %s}}
            """
                .formatted(column("p", prices, "price"), column("a", prices, "amount")));
    String copied = stored("{\"inputs\": {%s}}".formatted(column("p", prices, "price")));

    get("/v1/datasets/" + joined + "/data")
        .body("columns.total.values", equalTo(List.of(6.0f, 5.0f, 4.0f)))
        .body("columns.p.values", equalTo(List.of(1.5f, 2.5f, 4.0f)));
    get("/v1/datasets/" + copied + "/data")
        .body("columns.p.values", equalTo(List.of(1.5f, 2.5f, 4.0f)));
  }

  @Test
  void unequalLengthsNameBothDatasets() {
    String longer = stored("{\"inputs\": {\"x\": [1, 2, 3, 4]}}");

    post(
            "/v1/evaluate",
            "{\"expression\": \"p + x\", \"inputs\": {%s, %s}}"
                .formatted(column("p", prices, "price"), column("x", longer, "x")))
        .statusCode(422)
        .body("type", equalTo("/v1/problems/shape-mismatch"))
        .body("detail", containsString(prices))
        .body("detail", containsString(longer));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {"dataset": "ds_0"}                           | 404 | /v1/problems/unknown-dataset | /inputs/x/dataset
          {"dataset": "../../etc/passwd"}               | 404 | /v1/problems/unknown-dataset | /inputs/x/dataset
          {"dataset": "ID", "column": "prise"}          | 422 | /v1/problems/unknown-column  | /inputs/x/column
          {"dataset": "ID", "column": ""}               | 422 | /v1/problems/unknown-column  | /inputs/x/column
          {"dataset": "ID", "column": "price", "dtype": "int8"} | 422 | /v1/problems/invalid-input | /inputs/x
          {"dataset": "ID", "values": [1]}              | 422 | /v1/problems/invalid-input   | /inputs/x
          {"column": "price"}                           | 422 | /v1/problems/invalid-input   | /inputs/x
          {"dataset": 5}                                | 422 | /v1/problems/invalid-argument | /inputs/x/dataset
          {"dataset": "ID", "column": ["price"]}        | 422 | /v1/problems/invalid-argument | /inputs/x/column
          {"dataset": "ID", "rows": 5}                  | 400 | /v1/problems/unknown-field   | /inputs/x/rows
          """)
  void whatIsWrongIsTold(String input, int status, String type, String pointer) {
    post(
            "/v1/evaluate",
            "{\"expression\": \"x\", \"inputs\": {\"x\": " + input.replace("ID", prices) + "}}")
        .statusCode(status)
        .body("type", equalTo(type))
        .body("pointer", equalTo(pointer));
  }

  private String stored(String body) {
    return post("/v1/datasets", body).extract().path("id");
  }

  private static String column(String name, String dataset, String column) {
    return "\"%s\": {%s}".formatted(name, reference(dataset, column));
  }

  private static String reference(String dataset, String column) {
    assertThat(dataset).startsWith("ds_");
    return "\"dataset\": \"%s\", \"column\": \"%s\"".formatted(dataset, column);
  }
}

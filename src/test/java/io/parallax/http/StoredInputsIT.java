package io.parallax.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.parallax.format.testing.Multipart;
import io.parallax.http.testing.OnTheService;
import io.parallax.http.testing.OverHttp;
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

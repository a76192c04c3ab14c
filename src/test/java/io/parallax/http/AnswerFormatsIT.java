package io.parallax.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.parallax.format.testing.Python;
import io.parallax.http.testing.OnTheService;
import io.parallax.http.testing.OverHttp;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/// What answers contain in each format, for each operation.
@OnTheService
class AnswerFormatsIT extends OverHttp {
  private static final String NPZ = "application/x-npz";
  private static final String ARROW = "application/vnd.apache.arrow.stream";
  private static final String NDJSON = "application/x-ndjson";
  private static final String CSV = "text/csv";
  private static final String RAW = "application/octet-stream";

  AnswerFormatsIT(@LocalServerPort int port) {
    super(port);
  }

  private ValidatableResponse answer(String accept, String path, String body) {
    return request().accept(accept).contentType("application/json").body(body).post(path).then();
  }

  @Test
  void numPyLoadsAllResultsOfAReductionByName() throws Exception {
    Response answer =
        answer(
                NPZ,
                "/v1/reduce",
                """
                {"inputs": {"x": [[1, 2.5], [3, 4]]},
                 "reductions": {"total": "sum(x)", "top": "max(x, axis=0)", "größte": "max(x) > 1"}}\
                """)
            .statusCode(200)
            .contentType(NPZ)
            .extract()
            .response();

    byte[] file = answer.asByteArray();
    assertThat(answer.header("Content-Length")).isEqualTo(Integer.toString(file.length));
    assertThat(
            Python.prints(
                "print(*(ascii((name, a.tolist(), str(a.dtype))) for name, a in load().items()))",
                file))
        .isEqualTo(
            "('total', 10.5, 'float64') ('top', [3.0, 4.0], 'float64')"
                + " ('gr\\xf6\\xdfte', True, 'bool')");
  }

  @Test
  void numPyLoadsLongResultsOfAFilter() throws Exception {
    Response answer =
        answer(
                NPZ,
                "/v1/filter",
                """
                {"predicate": "x % 2 == 0", "inputs": {"x": {"range": {"stop": 600001}}},
                 "select": {"x": "x", "half": "float32(x) / 2"}}\
                """)
            .statusCode(200)
            .extract()
            .response();

    assertThat(answer.header("Parallax-Matched")).isEqualTo("300001");
    assertThat(answer.header("Parallax-Total")).isEqualTo("600001");
    assertThat(
            Python.prints(
                "z = load(); i = np.arange(300001); print((z['x'] == 2*i).all(),"
                    + " (z['half'] == i).all(), z['half'].dtype)",
                answer.asByteArray()))
        .isEqualTo("True True float32");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /v1/evaluate | {"expression": "x / 2", "inputs": {"x": [[1, 2, 3]]}}            | float64 | 1,3
          /v1/evaluate | {"expression": "sum(x)", "inputs": {"x": [1, 2]}}                | int64   | ''
          /v1/filter   | {"predicate": "x > 5", "inputs": {"x": [1, 2]}}                  | int64   | 0
          /v1/filter   | {"predicate": "x > 1", "inputs": {"x": [1, 2]}, "return": "mask"}| bool    | 2
          /v1/reduce   | {"reductions": {"m": "mean(x)"}, "inputs": {"x": [1, 2]}}        | float64 | ''
          """)
  void tellsTypeAndShapeOfRawElementsInHeaders(
      String path, String body, String type, String shape) {
    Response answer = answer(RAW, path, body).statusCode(200).extract().response();

    assertThat(answer.header("Parallax-Dtype")).isEqualTo(type);
    assertThat(answer.header("Parallax-Shape")).isEqualTo(shape);
    assertThat(answer.header("Parallax-Execution")).startsWith("{\"strategy\":");
    assertThat(answer.header("Content-Length"))
        .isEqualTo(Integer.toString(answer.asByteArray().length));
  }

  @Test
  void writesRawElementsLittleEndianAndInOrder() {
    byte[] elements =
        answer(
                RAW,
                "/v1/evaluate",
                "{\"expression\":\"x * 0.5\",\"inputs\":{\"x\":{\"range\":{\"stop\":100003}}}}")
            .statusCode(200)
            .extract()
            .asByteArray();

    ByteBuffer read = ByteBuffer.wrap(elements).order(ByteOrder.LITTLE_ENDIAN);
    for (int index = 0; index < 100_003; index++) {
      assertThat(read.getDouble()).isEqualTo(0.5 * index);
    }
    assertThat(read.hasRemaining()).isFalse();
  }

  @Test
  void pyArrowReadsTheColumnsOfAFilter() throws Exception {
    byte[] file =
        answer(
                ARROW,
                "/v1/filter",
                """
                {"predicate": "x % 2 == 0", "inputs": {"x": {"range": {"stop": 600001}}},
                 "select": {"x": "x", "big one": "x > 300000"}}\
                """)
            .statusCode(200)
            .extract()
            .asByteArray();

    assertThat(
            Python.prints(
                """
                import pyarrow.ipc
                t = pyarrow.ipc.open_stream(data).read_all()
                print(t.column_names, t.num_rows, (t['x'].to_numpy() == 2*np.arange(300001)).all())
                print((t['big one'].to_numpy() == (2*np.arange(300001) > 300000)).all())\
                """,
                file))
        .isEqualTo("['x', 'big one'] 300001 True\nTrue");
  }

  @Test
  void scalarsAreTheOnlyRowOfATable() throws Exception {
    byte[] file =
        answer(
                ARROW,
                "/v1/reduce",
                """
                {"inputs": {"x": [1, 2.5]}, "reductions": {"n": "count(x > 2)", "m": "max(x)"}}\
                """)
            .statusCode(200)
            .extract()
            .asByteArray();

    assertThat(
            Python.prints(
                "import pyarrow.ipc; print(pyarrow.ipc.open_stream(data).read_all().to_pylist())",
                file))
        .isEqualTo("[{'n': 1, 'm': 2.5}]");
  }

  @Test
  void linesOfJsonHaveEverythingOfAFilter() {
    List<String> lines =
        answer(
                NDJSON,
                "/v1/filter",
                """
                {"predicate": "x > 5", "inputs": {"x": {"range": {"stop": 20000}}},
                 "select": {"x": "x", "half": "x / 2"}}\
                """)
            .statusCode(200)
            .extract()
            .asString()
            .lines()
            .toList();

    assertThat(lines.getFirst())
        .isEqualTo(
            "{\"results\":{\"x\":{\"dtype\":\"int64\",\"shape\":[19994]},"
                + "\"half\":{\"dtype\":\"float64\",\"shape\":[19994]}}}");
    assertThat(lines.get(2)).startsWith("{\"name\":\"x\",\"offset\":8192,\"values\":[8198,8199,");
    JsonPath end = JsonPath.from(lines.getLast()).setRootPath("end");
    assertThat(end.getLong("count")).isEqualTo(2 * 19_994);
    assertThat(end.getLong("matched")).isEqualTo(19_994);
    assertThat(end.getLong("total")).isEqualTo(20_000);
    assertThat(end.getString("execution.decision.reason")).isNotEmpty();
    assertThat(end.getDouble("timings.compute")).isPositive();
  }

  @Test
  void linesOfJsonHoldCountsAndResultsWithoutAValue() {
    String counted =
        answer(
                NDJSON,
                "/v1/filter",
                "{\"predicate\":\"x > 1\",\"inputs\":{\"x\":[1,2,3]},\"return\":\"count\"}")
            .statusCode(200)
            .extract()
            .asString();
    String empty =
        answer(
                NDJSON,
                "/v1/reduce",
                "{\"reductions\":{\"m\":\"min(x)\",\"n\":\"size(x)\"},\"inputs\":{\"x\":[]}}")
            .statusCode(200)
            .extract()
            .asString();

    assertThat(counted).startsWith("{\"results\":{}}\n").contains("\"matched\":2,\"total\":3");
    assertThat(empty).contains("\"values\":null,\"note\":").contains("{\"name\":\"n\"");
  }

  @Test
  void writesRowsOfValuesSeparatedByCommas() {
    answer(
            CSV,
            "/v1/reduce",
            "{\"reductions\":{\"m\":\"mean(x)\",\"n\":\"size(x)\"},\"inputs\":{\"x\":[1,2]}}")
        .statusCode(200)
        .contentType(CSV)
        .body(equalTo("m,n\n1.5,2\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {ARROW, CSV})
  void tablesHaveColumnsOfOneDimensionAndOneLength(String format) {
    answer(format, "/v1/evaluate", "{\"expression\":\"x\",\"inputs\":{\"x\":[[1,2]]}}")
        .statusCode(406)
        .body(
            "detail",
            containsString(
                "holds columns of one dimension, and result is int64(1, 2); application/x-npz and"
                    + " application/x-npy hold any shape"));
    answer(
            format,
            "/v1/reduce",
            """
            {"inputs": {"x": [[1, 2]]}, "reductions": {"s": "sum(x)", "c": "sum(x, axis=0)"}}\
            """)
        .statusCode(406)
        .body(
            "detail",
            containsString(
                "holds columns of one length, and s is int64(), but c is int64(2,);"
                    + " application/x-npz holds any shapes"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/x-npy", NPZ, RAW, ARROW, CSV, NDJSON})
  void everyFormatButJsonIsWrittenWholeOrNotAtAll(String format) {
    String body =
        "{\"expression\":\"x\",\"inputs\":{\"x\":{\"range\":{\"stop\":20000}}},\"output\":{\"values\":\"%s\"}}";

    assertThat(
            answer(format, "/v1/evaluate", body.formatted("auto"))
                .statusCode(200)
                .extract()
                .asByteArray()
                .length)
        .isGreaterThanOrEqualTo(100_000);
    answer(format, "/v1/evaluate", body.formatted("summary"))
        .statusCode(422)
        .body("pointer", equalTo("/output/values"))
        .body("detail", containsString("all"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/x-npy", NPZ, RAW, ARROW, CSV})
  void formatsOfArraysHoldNoMereCount(String format) {
    answer(
            format,
            "/v1/filter",
            "{\"predicate\":\"x > 1\",\"inputs\":{\"x\":[1]},\"return\":\"count\"}")
        .statusCode(406)
        .body("detail", containsString("the request returns none"))
        .body("detail", containsString("application/json"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/x-npy", NPZ, RAW, ARROW, CSV})
  void aResultWithoutAValueIsAProblem(String format) {
    answer(format, "/v1/reduce", "{\"reductions\":{\"m\":\"min(x)\"},\"inputs\":{\"x\":[]}}")
        .statusCode(422)
        .contentType("application/problem+json")
        .body("type", equalTo("/v1/problems/empty-reduction"));
  }
}

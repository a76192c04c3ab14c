package io.parallax.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.parallax.format.testing.NumPy;
import io.parallax.http.testing.OnTheService;
import io.parallax.http.testing.OverHttp;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/// What answers contain in each format, for each operation.
@OnTheService
class AnswerFormatsIT extends OverHttp {
  private static final String NPZ = "application/x-npz";
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
            NumPy.prints(
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
            NumPy.prints(
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

  @ParameterizedTest
  @ValueSource(strings = {"application/x-npy", NPZ, RAW})
  void binaryAnswersAreWrittenWholeOrNotAtAll(String format) {
    String body =
        "{\"expression\":\"x\",\"inputs\":{\"x\":{\"range\":{\"stop\":20000}}},\"output\":{\"values\":\"%s\"}}";

    assertThat(
            answer(format, "/v1/evaluate", body.formatted("auto"))
                .statusCode(200)
                .extract()
                .asByteArray()
                .length)
        .isGreaterThanOrEqualTo(160_000);
    answer(format, "/v1/evaluate", body.formatted("summary"))
        .statusCode(422)
        .body("pointer", equalTo("/output/values"))
        .body("detail", containsString("all"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/x-npy", NPZ, RAW})
  void binaryFormatsHoldNoMereCount(String format) {
    answer(
            format,
            "/v1/filter",
            "{\"predicate\":\"x > 1\",\"inputs\":{\"x\":[1]},\"return\":\"count\"}")
        .statusCode(406)
        .body("detail", containsString("the request returns none"))
        .body("detail", containsString("application/json"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/x-npy", NPZ, RAW})
  void aResultWithoutAValueIsAProblem(String format) {
    answer(format, "/v1/reduce", "{\"reductions\":{\"m\":\"min(x)\"},\"inputs\":{\"x\":[]}}")
        .statusCode(422)
        .contentType("application/problem+json")
        .body("type", equalTo("/v1/problems/empty-reduction"));
  }
}

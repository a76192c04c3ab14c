package io.parallax.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.github.luben.zstd.ZstdInputStream;
import io.parallax.format.testing.Python;
import io.parallax.http.testing.OnTheService;
import io.parallax.http.testing.OverHttp;
import io.parallax.http.testing.RawConnection;
import io.parallax.http.testing.RawRequest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
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

  private static final Pattern LENGTH = Pattern.compile("Content-Length: (\\d+)");

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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          application/json                    | zstd
          application/x-npy                   | identity
          application/x-npz                   | identity
          application/octet-stream            | identity
          application/vnd.apache.arrow.stream | identity
          text/csv                            | gzip
          application/x-ndjson                | identity
          """)
  void anAnswerThatBreaksOffIsNotTakenForAWholeOne(String format, String coding)
      throws IOException {
    String id = UUID.randomUUID().toString();
    String body =
        """
        {"expression": "x * 0.37", "inputs": {"x": {"range": {"stop": 6000000}}},
         "output": {"values": "all"}}\
        """;
    String head =
        RawRequest.head(
            "/v1/evaluate",
            "Accept: " + format,
            "Accept-Encoding: " + coding,
            "X-Request-Id: " + id,
            "Content-Length: " + body.length());
    try (RawConnection client = new RawConnection(port())) {
      client.send(head + body);
      assertThat(client.hasSomethingWithin(Duration.ofMinutes(1))).isTrue();
      request().delete("/v1/requests/" + id).then().statusCode(204);
      String answer = client.answer().text();

      assertThat(answer).startsWith("HTTP/1.1 200");
      int start = answer.indexOf("\r\n\r\n") + 4;
      Matcher length = LENGTH.matcher(answer.substring(0, start));
      boolean announced = length.find();
      if (announced) {
        assertThat(answer.length() - start).isLessThan(Integer.parseInt(length.group(1)));
      } else {
        assertThat(answer).contains("Transfer-Encoding: chunked").doesNotEndWith("0\r\n\r\n");
      }
      assertThat(announced)
          .isEqualTo(format.startsWith("application/x-np") || format.contains("stream"));
      assertThat(answer.contains("Content-Encoding: " + coding))
          .isEqualTo(!coding.equals("identity"));
      assertThat(answer).doesNotContain("\"end\"");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          application/json     | gzip, deflate                 | gzip
          application/json     | gzip, zstd                    | zstd
          text/csv             | gzip                          | gzip
          application/x-ndjson | zstd                          | zstd
          application/json     | gzip;q=0.5, identity          | ''
          application/x-npy    | gzip, zstd                    | ''
          application/x-npy    | zstd, identity;q=0            | zstd
          """)
  void compressesLongTextsAndWhatHasToBe(String format, String accepted, String coding)
      throws Exception {
    HttpResponse<byte[]> answer = longAnswer(format, accepted);
    byte[] whole = longAnswer(format, "identity").body();

    assertThat(answer.headers().firstValue("Content-Encoding").orElse("")).isEqualTo(coding);
    assertThat(answer.headers().firstValue("Vary")).contains("Accept, Accept-Encoding");
    InputStream body = new ByteArrayInputStream(answer.body());
    byte[] unpacked =
        (switch (coding) {
              case "gzip" -> new GZIPInputStream(body);
              case "zstd" -> new ZstdInputStream(body);
              default -> body;
            })
            .readAllBytes();
    int same = format.equals("application/json") || format.equals(NDJSON) ? 50_000 : whole.length;
    assertThat(Arrays.copyOf(unpacked, same)).isEqualTo(Arrays.copyOf(whole, same));
  }

  private HttpResponse<byte[]> longAnswer(String format, String accepted) throws Exception {
    String body =
        """
        {"expression": "x * 0.25", "inputs": {"x": {"range": {"stop": 30000}}},
         "output": {"values": "all"}}\
        """;
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://localhost:%d/v1/evaluate".formatted(port())))
              .header("Content-Type", "application/json")
              .header("Accept", format)
              .header("Accept-Encoding", accepted)
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build(),
          HttpResponse.BodyHandlers.ofByteArray());
    }
  }

  @Test
  void refusesACodingThatIsNotWritten() throws Exception {
    HttpResponse<byte[]> answer = longAnswer("application/json", "br, identity;q=0");

    assertThat(answer.statusCode()).isEqualTo(406);
    assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("zstd, gzip, identity");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          int8    | [1, -2]
          uint8   | [1, 2]
          int16   | [1, -2]
          uint16  | [1, 2]
          int32   | [1, -2]
          uint32  | [1, 4294967295]
          int64   | [1, -2]
          uint64  | [1, 9223372036854775807]
          float16 | [1, -2]
          float32 | [1, -2]
          float64 | [1, -2]
          bool    | [1, 0]
          """)
  void everyFormatHoldsEveryType(String type, String values) throws Exception {
    String body =
        """
        {"expressions": {"y": "x"}, "inputs": {"x": %s}, "output": {"dtype": "%s"}}\
        """
            .formatted(values, type);
    String read = type.equals("bool") ? "[True, False]" : values;
    String floating = read.replaceAll("-?[0-9]+", "$0.0");
    String expected = type.startsWith("float") ? floating : read;

    assertThat(python("load()['y']", answered(NPZ, body))).isEqualTo(expected + " " + type);
    assertThat(python("load()", answered("application/x-npy", body)))
        .isEqualTo(expected + " " + type);
    assertThat(python("np.frombuffer(data, '%s')".formatted(type), answered(RAW, body)))
        .isEqualTo(expected + " " + type);
    answer("application/json", "/v1/evaluate", body)
        .statusCode(200)
        .body("results.y.dtype", equalTo(type));
    assertThat(new String(answered(NDJSON, body), StandardCharsets.UTF_8))
        .contains("{\"y\":{\"dtype\":\"%s\",\"shape\":[2]}}".formatted(type));
    assertThat(new String(answered(CSV, body), StandardCharsets.UTF_8))
        .isEqualTo(
            "y\n"
                + expected.toLowerCase(Locale.ROOT).replaceAll("[\\[\\] ]", "").replace(',', '\n')
                + "\n");
    assertThat(
            python(
                "__import__('pyarrow.ipc').ipc.open_stream(data).read_all()['y'].to_numpy()",
                answered(ARROW, body)))
        .isEqualTo(expected + " " + type);
  }

  private byte[] answered(String format, String body) {
    return answer(format, "/v1/evaluate", body).statusCode(200).extract().asByteArray();
  }

  private static String python(String array, byte[] file) throws Exception {
    return Python.prints("a = %s; print(a.tolist(), a.dtype)".formatted(array), file);
  }

  @Test
  void refusesResultsThatTheirTypeDoesNotHold() {
    answer(
            NPZ,
            "/v1/reduce",
            """
            {"inputs": {"x": [100, 200]}, "reductions": {"least": "min(x)", "total": "sum(x)"},
             "output": {"dtype": "uint8"}}\
            """)
        .statusCode(422)
        .body("type", equalTo("/v1/problems/invalid-argument"))
        .body("pointer", equalTo("/output/dtype"))
        .body(
            "detail",
            equalTo(
                "total does not fit output.dtype: 300 is outside uint8, which holds 0 to 255;"
                    + " int64 would hold it"));
    answer(
            "application/json",
            "/v1/filter",
            """
            {"predicate": "x > 0", "inputs": {"x": [1.0, 2.0, 2.5]}, "output": {"dtype": "int32"}}\
            """)
        .statusCode(422)
        .body("detail", containsString("x does not fit output.dtype: element [2]: 2.5 is not an"));
  }
}

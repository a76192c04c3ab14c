package io.parallax.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import com.github.luben.zstd.Zstd;
import io.parallax.format.testing.Multipart;
import io.parallax.http.testing.OnTheService;
import io.parallax.http.testing.OverHttp;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Datasets over HTTP: sent, told of, read and deleted.
@OnTheService
class DatasetsIT extends OverHttp {
  private static final String RAW = "application/octet-stream; dtype=";
  private static final String NPY = "application/x-npy";
  private static final String ARROW = "application/vnd.apache.arrow.stream";
  private static final String CSV = "text/csv";
  private static final String JSON = "application/json";

  DatasetsIT(@LocalServerPort int port) {
    super(port);
  }

  @Test
  void storesColumnsOnceAndTellsOfThem() {
    String body =
        """
        {"inputs": {"price": [9.5, 12.0, 7.25], "amount": {"dtype": "int16", "values": [3, 1, 4]}}}
        """;

    Response first = upload(JSON, body.getBytes(UTF_8)).extract().response();
    JsonPath told = first.jsonPath();
    String id = told.getString("id");

    assertThat(first.statusCode()).isIn(200, 201);
    assertThat(first.header("Location")).isEqualTo("/v1/datasets/" + id);
    assertThat(id).matches("ds_[0-9a-f]{40}");
    assertThat(told.getLong("rows")).isEqualTo(3);
    assertThat(told.getLong("bytes")).isEqualTo(3 * 8 + 3 * 2);
    assertThat(told.getList("columns.name")).containsExactly("price", "amount");
    assertThat(told.getList("columns.dtype")).containsExactly("float64", "int16");
    assertThat(told.getList("columns.shape")).containsExactly(List.of(3), List.of(3));
    assertThat(told.getString("sha256")).startsWith(id.substring(3));
    assertThat(told.getString("createdAt")).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
    assertThat(told.getString("expiresAt")).isGreaterThan(told.getString("createdAt"));
    upload(JSON, body.getBytes(UTF_8)).statusCode(200).body("id", equalTo(id));
    get("/v1/datasets/" + id).statusCode(200).body("columns", equalTo(told.getList("columns")));
    get("/v1/datasets").statusCode(200).body("datasets.id", hasItem(id));
  }

  @ParameterizedTest
  @ValueSource(strings = {NPY, "application/x-npz", ARROW, CSV, JSON, "application/x-ndjson"})
  void readsWhatItHasWritten(String format) {
    String id = stored(JSON, "{\"inputs\": {\"x\": [0.1, -2.5, \"NaN\", 1e300]}}");

    Response data = download(id, "", format).extract().response();

    assertThat(data.statusCode()).isEqualTo(200);
    assertThat(data.contentType()).startsWith(format);
    if (!format.contains("npz") && !format.contains("ndjson")) {
      byte[] sent =
          format.equals(JSON)
              ? data.asString().replace("\"columns\"", "\"inputs\"").getBytes(UTF_8)
              : data.asByteArray();
      upload(format, sent).statusCode(200).body("id", equalTo(id));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "float16",
        "float32", "float64"
      })
  void keepsEveryTypeAndShape(String dtype) throws IOException {
    int width = dtype.equals("bool") ? 1 : Integer.parseInt(dtype.replaceAll("\\D", "")) / 8;
    byte[] elements = new byte[2 * 3 * 2 * width];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = (byte) (dtype.equals("bool") ? i & 1 : i % 59 + 1);
    }

    String id = stored(RAW + dtype + "; shape=\"2,3,2\"", elements, "?column=a");

    get("/v1/datasets/" + id)
        .body("columns[0].dtype", equalTo(dtype))
        .body("columns[0].shape", equalTo(List.of(2, 3, 2)))
        .body("rows", equalTo(2));
    assertThat(bytes(id, "", "application/octet-stream")).isEqualTo(elements);
    byte[] second = bytes(id, "?offset=1", "application/octet-stream");
    assertThat(second).isEqualTo(Arrays.copyOfRange(elements, 6 * width, 12 * width));
    download(id, "?offset=1&limit=1", JSON)
        .statusCode(200)
        .body("columns.a.shape", equalTo(List.of(1, 3, 2)))
        .body("columns.a.dtype", equalTo(dtype));
    byte[] npy = bytes(id, "", NPY);
    upload(NPY, npy, "?column=a").statusCode(200).body("id", equalTo(id));
  }

  @Test
  void readsTablesFormsAndCompressedBodies() throws IOException {
    String csv = "price,\"the `amount`\n\"\"x\"\"\"\n1.5,2\n2.5,3\n";
    String id = stored(CSV, csv);
    byte[] form = new Multipart().part("table", CSV, csv).bytes();
    byte[] other =
        new Multipart()
            .part("price", RAW + "float64", doubles(1.5, 2.5))
            .part("amount", CSV, "any\n2\n3\n")
            .bytes();

    JsonPath told = get("/v1/datasets/" + id).extract().jsonPath();

    assertThat(told.getList("columns.name")).containsExactly("price", "the `amount`\n\"x\"");
    assertThat(told.getList("columns.dtype")).containsExactly("float64", "int64");
    upload(Multipart.TYPE, form).statusCode(200).body("id", equalTo(id));
    upload(Multipart.TYPE, other).body("columns.name", equalTo(List.of("price", "amount")));
    for (String coding : List.of("gzip", "zstd")) {
      byte[] packed =
          coding.equals("gzip") ? gzip(csv.getBytes(UTF_8)) : Zstd.compress(csv.getBytes(UTF_8));
      binary()
          .header("Content-Encoding", coding)
          .contentType(CSV)
          .body(packed)
          .post("/v1/datasets")
          .then()
          .statusCode(200)
          .body("id", equalTo(id));
    }
  }

  @Test
  void generatesAndSelectsColumns() {
    String generated = stored(JSON, "{\"inputs\": {\"x\": {\"range\": {\"stop\": 100000}}}}");
    String selected =
        stored(
            JSON,
            """
            {"select": {"y": "twice(x) + k", "b": "x > 5"}, "let": {"k": "1"},
             "functions": "def twice(v):\\n    return 2 * v\\n",
             "inputs": {"x": {"range": {"stop": 100000}}}}
            """);

    download(generated, "?offset=99998", JSON)
        .body("columns.x.values", equalTo(List.of(99_998, 99_999)));
    download(selected, "?offset=4&limit=3&columns=b,y", JSON)
        .body("columns.y.values", equalTo(List.of(9, 11, 13)))
        .body("columns.b.values", equalTo(List.of(false, false, true)));
    assertThat(download(selected, "?columns=b,y&limit=0", CSV).extract().asString())
        .isEqualTo("b,y\n");
  }

  @Test
  void whatIsWrongWithASelectionIsToldWhereItIs() {
    upload(JSON, "{\"select\": {\"y\": \"x + z\"}, \"inputs\": {\"x\": [1]}}".getBytes(UTF_8))
        .statusCode(422)
        .body("type", equalTo("/v1/problems/unknown-name"))
        .body("pointer", equalTo("/select/y"));
    upload(
            JSON,
            "{\"select\": {\"y\": \"x\", \"m\": \"mean(x)\"}, \"inputs\": {\"x\": [1, 2]}}"
                .getBytes(UTF_8))
        .statusCode(422)
        .body("type", equalTo("/v1/problems/shape-mismatch"))
        .body("detail", containsString("\"m\""));
    upload(JSON, "{\"select\": {\"y\": \"min(x)\"}, \"inputs\": {\"x\": []}}".getBytes(UTF_8))
        .statusCode(422)
        .body("type", equalTo("/v1/problems/empty-reduction"));
  }

  @Test
  void keepsArraysWithoutRowsAndScalars() {
    String none = stored(JSON, "{\"inputs\": {\"x\": {\"shape\": [0, 3], \"values\": []}}}");
    String scalar = stored(JSON, "{\"inputs\": {\"k\": 7, \"on\": true}}");

    download(none, "", JSON)
        .body("columns.x.shape", equalTo(List.of(0, 3)))
        .body("columns.x.values", equalTo(List.of()));
    get("/v1/datasets/" + scalar)
        .body("rows", equalTo(1))
        .body("columns[0].shape.size()", equalTo(0));
    download(scalar, "", JSON)
        .body("columns.k.values", equalTo(7))
        .body("columns.on.values", equalTo(true));
    download(scalar, "?limit=0", JSON)
        .statusCode(422)
        .body("detail", containsString("\"k\" is a scalar"));
  }

  @Test
  void pagesThroughTheList() {
    Set<String> stored = new HashSet<>();
    for (int i = 0; i < 5; i++) {
      stored.add(stored(JSON, "{\"inputs\": {\"page\": [" + i + "]}}"));
    }

    Set<String> listed = new HashSet<>();
    String address = "/v1/datasets?limit=2";
    while (!listed.containsAll(stored)) {
      JsonPath page = get(address).statusCode(200).extract().jsonPath();
      assertThat(page.getList("datasets.id", String.class))
          .isNotEmpty()
          .hasSizeLessThanOrEqualTo(2)
          .noneMatch(listed::contains);
      listed.addAll(page.getList("datasets.id", String.class));
      address = "/v1/datasets?limit=2&after=" + page.getString("next");
    }
    get("/v1/datasets?limit=1000").body("$", not(hasKey("next")));
  }

  @Test
  void whatTheClientHasIsNotSentAgain() {
    String id = stored(JSON, "{\"inputs\": {\"x\": [1, 2, 3]}}");

    for (String path : List.of("/v1/datasets/" + id, "/v1/datasets/" + id + "/data?limit=2")) {
      String tag = get(path).statusCode(200).extract().header("ETag");
      assertThat(tag).matches("\"[0-9a-f]+\"");
      for (String known : List.of(tag, "W/" + tag, "\"other\", " + tag, "*")) {
        Response again = request().header("If-None-Match", known).get(path);
        assertThat(again.statusCode()).as(known).isEqualTo(304);
        assertThat(again.asByteArray()).isEmpty();
        assertThat(again.header("ETag")).isEqualTo(tag);
      }
      request().header("If-None-Match", "\"other\"").get(path).then().statusCode(200);
    }
    String data = "/v1/datasets/" + id + "/data";
    assertThat(Set.of(tag(data, JSON), tag(data, CSV), tag(data + "?limit=2", CSV), tag(data, NPY)))
        .hasSize(4);
  }

  @Test
  void tellsTheLengthWithoutTheData() {
    String id = stored(JSON, "{\"inputs\": {\"x\": {\"range\": {\"stop\": 100000}}}}");

    Response head = request().accept(NPY).head("/v1/datasets/" + id + "/data");

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.header("Content-Length")).isEqualTo(String.valueOf(bytes(id, "", NPY).length));
  }

  @Test
  void deletesADatasetOnce() {
    String id = stored(JSON, "{\"inputs\": {\"gone\": [1, 2, 3]}}");

    request().delete("/v1/datasets/" + id).then().statusCode(204);

    request().delete("/v1/datasets/" + id).then().statusCode(404);
    for (String path : List.of("", "/data")) {
      get("/v1/datasets/" + id + path)
          .statusCode(404)
          .body("type", equalTo("/v1/problems/unknown-dataset"));
    }
    assertThat(
            upload(JSON, "{\"inputs\": {\"gone\": [1, 2, 3]}}".getBytes(UTF_8))
                .extract()
                .statusCode())
        .isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ds_",
        "ds_%2e%2e",
        "..%2f..%2fetc%2fpasswd",
        "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "ds_0000000000000000000000000000000000000000",
        "DS_0000000000000000000000000000000000000000",
        "ds_000000000000000000000000000000000000000%00",
        "columns",
        "lock"
      })
  void noOtherIdIsADataset(String id) {
    for (String path : List.of("", "/data")) {
      int read = request().urlEncodingEnabled(false).get("/v1/datasets/" + id + path).statusCode();
      int deleted = request().urlEncodingEnabled(false).delete("/v1/datasets/" + id).statusCode();
      assertThat(List.of(read, deleted)).allMatch(status -> status == 400 || status == 404);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ?limit=-1                 | 422 | "limit"
          ?limit=x                  | 422 | "limit"
          ?limit=99999999999999999999 | 422 | "limit"
          ?offset=4                 | 422 | "offset" is 4, and the dataset has 3 rows
          ?offset=1&offset=2        | 400 | "offset" twice
          ?rows=3                   | 400 | The parameters are "columns", "offset", "limit"
          ?colums=x                 | 400 | did you mean "columns"?
          ?columns=y                | 422 | "columns" names "y"
          ?columns=x,x              | 422 | names "x" twice
          """)
  void wrongParametersAreTold(String query, int status, String told) {
    String id = stored(JSON, "{\"inputs\": {\"x\": [1, 2, 3]}}");

    download(id, query, JSON).statusCode(status).body("detail", containsString(told));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ?limit=0      | 422 | from 1 to 1000
          ?limit=1001   | 422 | from 1 to 1000
          ?page=2       | 400 | "limit", "after"
          ?after=x      | 404 | no dataset
          """)
  void wrongParametersOfTheListAreTold(String query, int status, String told) {
    get("/v1/datasets" + query).statusCode(status).body("detail", containsString(told));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          application/json | {                                        | 400 | ends too early
          application/json | {}                                       | 422 | needs columns
          application/json | {"inputs": {"x": 1}, "surplus": 1}       | 400 | no field "surplus"
          application/json | {"inputs": {"x": [1], "y": [1, 2]}}      | 422 | "x" has 1 rows and "y" 2
          application/json | {"inputs": {"": [1]}}                    | 422 | no name
          application/json | {"inputs": {"x": [1, true]}}             | 422 | bool
          text/csv         | a,b                                      | 201 |
          text/csv         | a,b;1                                    | 201 |
          text/plain       | a,b                                      | 415 | bodies are read as
          application/octet-stream | abc                              | 422 | dtype
          application/octet-stream; dtype=int32 | abc                 | 400 | no whole number
          application/octet-stream; dtype=int32; shape="2" | abcd     | 400 | end too early
          application/octet-stream; dtype=int8; shape="2" | abcd      | 400 | after the end
          application/x-npy | abcd                                    | 400 | no .npy file
          application/vnd.apache.arrow.stream | abcd                  | 400 |
          """)
  void refusesWhatIsNoDataset(String type, String body, int status, String told) {
    Response answer = upload(type, body.getBytes(UTF_8)).extract().response();

    assertThat(answer.statusCode())
        .as(answer.asString())
        .isIn(status, status == 201 ? 200 : status);
    if (told != null) {
      assertThat(answer.jsonPath().getString("detail")).contains(told);
    }
  }

  @Test
  void formatsRefuseWhatTheyDoNotHold() {
    String id = stored(JSON, "{\"inputs\": {\"x\": [[1, 2]], \"y\": [1]}}");

    download(id, "", NPY).statusCode(406).body("detail", containsString("holds one array"));
    download(id, "", CSV).statusCode(406).body("detail", containsString("one dimension"));
    download(id, "?columns=x", NPY).statusCode(200);
    download(id, "?columns=y", CSV).statusCode(200);
    download(id, "", "image/png").statusCode(406);
  }

  @Test
  void manyClientsStoreTheSameOnce() throws Exception {
    byte[] elements = new byte[3_000_000];
    List<Callable<Response>> uploads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      uploads.add(() -> upload(RAW + "uint8", elements).extract().response());
    }

    Set<String> ids = new HashSet<>();
    int created = 0;
    try (ExecutorService clients = Executors.newFixedThreadPool(uploads.size())) {
      for (Future<Response> each : clients.invokeAll(uploads)) {
        Response answer = each.get();
        assertThat(answer.statusCode()).as(answer.asString()).isIn(200, 201);
        created += answer.statusCode() == 201 ? 1 : 0;
        ids.add(answer.jsonPath().getString("id"));
      }
    }
    assertThat(ids).hasSize(1);
    assertThat(created).isLessThanOrEqualTo(1);
  }

  @Test
  void aRepeatedKeyGetsTheSameAnswer() {
    byte[] body = "{\"inputs\": {\"keyed\": [1, 2, 3]}}".getBytes(UTF_8);
    byte[] other = "{\"inputs\": {\"keyed\": [1, 2, 4]}}".getBytes(UTF_8);

    Response first = keyed("the-key-1", body);
    Response second = keyed("the-key-1", body);
    Response wrong = keyed("the-key-1", other);
    Response unkeyed = upload(JSON, body).extract().response();
    request().delete("/v1/datasets/" + first.jsonPath().getString("id"));
    Response afterwards = keyed("the-key-1", body);

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(second.statusCode()).isEqualTo(201);
    assertThat(second.asString()).isEqualTo(first.asString());
    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(wrong.jsonPath().getString("detail")).contains("another request");
    assertThat(unkeyed.statusCode()).isEqualTo(200);
    assertThat(afterwards.statusCode()).isEqualTo(201);
    get("/v1/datasets").body("datasets.id", hasItem(afterwards.jsonPath().getString("id")));
    assertThat(keyed("not a key", body).statusCode()).isEqualTo(422);
  }

  private Response keyed(String key, byte[] body) {
    return binary()
        .header("Idempotency-Key", key)
        .contentType(JSON)
        .body(body)
        .post("/v1/datasets");
  }

  private String tag(String path, String accept) {
    return request().accept(accept).get(path).then().statusCode(200).extract().header("ETag");
  }

  private String stored(String type, String body) {
    return stored(type, body.getBytes(UTF_8), "");
  }

  private String stored(String type, byte[] body, String query) {
    return upload(type, body, query)
        .body("id", matchesPattern("ds_[0-9a-f]{40}"))
        .extract()
        .path("id");
  }

  private ValidatableResponse upload(String type, byte[] body) {
    return upload(type, body, "");
  }

  private ValidatableResponse upload(String type, byte[] body, String query) {
    return binary().contentType(type).body(body).post("/v1/datasets" + query).then();
  }

  private ValidatableResponse download(String id, String query, String accept) {
    return request().accept(accept).get("/v1/datasets/" + id + "/data" + query).then();
  }

  private byte[] bytes(String id, String query, String accept) {
    return download(id, query, accept).statusCode(200).extract().asByteArray();
  }

  private static byte[] doubles(double... values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (double value : values) {
      bytes.putDouble(value);
    }
    return bytes.array();
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream stream = new GZIPOutputStream(packed)) {
      stream.write(bytes);
    }
    return packed.toByteArray();
  }
}

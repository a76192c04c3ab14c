package io.parallax.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.parallax.format.testing.Python;
import io.parallax.http.testing.OnTheService;
import io.parallax.http.testing.OverHttp;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Which formats bodies may have, and how the two sides agree on one.
@OnTheService
class FormatsIT extends OverHttp {
  private static final String NPY = "application/x-npy";
  private static final int MAGIC_BYTES = 8;
  private static final int ALIGNMENT_BYTES = 64;

  FormatsIT(@LocalServerPort int port) {
    super(port);
  }

  private ValidatableResponse asNpy(String path, String body) {
    return request().accept(NPY).contentType("application/json").body(body).post(path).then();
  }

  @Test
  void writesTheOnlyArrayOfAnAnswerForNumPy() {
    byte[] file =
        asNpy("/v1/evaluate", "{\"expression\":\"x / 2\",\"inputs\":{\"x\":[[1,2,3],[4,5,6]]}}")
            .statusCode(200)
            .contentType(NPY)
            .header("Server-Timing", containsString("compute;dur="))
            .extract()
            .asByteArray();

    assertThat(Arrays.copyOf(file, MAGIC_BYTES))
        .isEqualTo(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    assertThat(header(file))
        .startsWith("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }")
        .endsWith(" \n");
    assertThat(dataStart(file) % ALIGNMENT_BYTES).isZero();
    double[] elements = new double[6];
    data(file).asDoubleBuffer().get(elements);
    assertThat(elements).containsExactly(0.5, 1, 1.5, 2, 2.5, 3);
    assertThat(file).hasSize(dataStart(file) + 6 * Double.BYTES);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          x > 1                    | [1, 2, 3]    | [False, True, True] bool (3,)
          int32(x)                 | [[1, 2]]     | [[1, 2]] int32 (1, 2)
          x * 1000000000000        | [9, -9]      | [9000000000000, -9000000000000] int64 (2,)
          float32(x) / 3           | 1            | 0.3333333432674408 float32 ()
          where(x > 0, x, 0.0)/0.0 | [1, 0, -1]   | [inf, nan, nan] float64 (3,)
          x + 1.5                  | []           | [] float64 (0,)
          """)
  void numPyLoadsWhatIsWritten(String expression, String x, String loaded) throws Exception {
    byte[] file =
        asNpy(
                "/v1/evaluate",
                "{\"expression\":\"%s\",\"inputs\":{\"x\":%s}}".formatted(expression, x))
            .statusCode(200)
            .extract()
            .asByteArray();

    assertThat(Python.prints("a = load(); print(a.tolist(), a.dtype, a.shape)", file))
        .isEqualTo(loaded);
  }

  @Test
  void writesEveryElementOfALongArray() throws Exception {
    byte[] file =
        asNpy(
                "/v1/evaluate",
                "{\"expression\":\"x * x\",\"inputs\":{\"x\":{\"range\":{\"stop\":1000003}}}}")
            .statusCode(200)
            .extract()
            .asByteArray();

    assertThat(file).hasSize(dataStart(file) + 1_000_003 * Long.BYTES);
    assertThat(data(file).getLong(1_000_002 * Long.BYTES)).isEqualTo(1_000_002L * 1_000_002);
    assertThat(Python.prints("print((load() == np.arange(1000003)**2).all())", file))
        .isEqualTo("True");
  }

  @Test
  void writesTheArrayOfAFilterAndOfAReduction() {
    byte[] kept =
        asNpy("/v1/filter", "{\"predicate\":\"x > 1\",\"inputs\":{\"x\":[1,2,3]}}")
            .statusCode(200)
            .extract()
            .asByteArray();
    byte[] total =
        asNpy("/v1/reduce", "{\"reductions\":{\"t\":\"sum(x)\"},\"inputs\":{\"x\":[1,2,3]}}")
            .statusCode(200)
            .extract()
            .asByteArray();

    assertThat(header(kept)).contains("'shape': (2,)");
    assertThat(data(kept).getLong(Long.BYTES)).isEqualTo(3);
    assertThat(header(total)).contains("'shape': ()");
    assertThat(data(total).getLong(0)).isEqualTo(6);
  }

  @Test
  void refusesAnswersOfSeveralArraysBeforeComputingThem() {
    asNpy(
            "/v1/reduce",
            "{\"reductions\":{\"lo\":\"min(x)\",\"hi\":\"max(x)\"},\"inputs\":{\"x\":[1,2]}}")
        .statusCode(406)
        .body("type", equalTo("/v1/problems/not-acceptable"))
        .body(
            "detail",
            equalTo(
                "application/x-npy holds one array, and the request returns 2: lo, hi;"
                    + " application/x-npz and application/vnd.apache.arrow.stream hold several;"
                    + " answers are written as: application/json, application/octet-stream,"
                    + " application/vnd.apache.arrow.stream, application/x-ndjson,"
                    + " application/x-npy, application/x-npz, text/csv"));
    asNpy("/v1/filter", "{\"predicate\":\"x > 1\",\"inputs\":{\"x\":[1]},\"return\":\"count\"}")
        .statusCode(406)
        .body("detail", containsString("holds an array, and the request returns none"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          */*                                              | application/json
          application/*                                    | application/json
          application/x-npy, application/json              | application/json
          application/x-npy, application/json;q=0.9        | application/x-npy
          application/x-npy;q=0.1, */*                     | application/json
          application/json;q=0, */*                        | application/octet-stream
          text/html, application/x-npy;q=0.2               | application/x-npy
          """)
  void answersInTheFormatTheClientLikesBest(String accept, String written) {
    request()
        .header("Accept", accept)
        .contentType("application/json")
        .body("{\"expression\":\"1\"}")
        .post("/v1/evaluate")
        .then()
        .statusCode(200)
        .contentType(written);
  }

  @Test
  void listsTheFormatsThereAre() {
    request()
        .accept("text/html")
        .contentType("application/json")
        .body("{\"expression\":\"1\"}")
        .post("/v1/evaluate")
        .then()
        .statusCode(406)
        .body("detail", containsString("application/x-npy, application/x-npz, text/csv"));
    request()
        .contentType("image/png")
        .body("1".getBytes(StandardCharsets.UTF_8))
        .post("/v1/evaluate")
        .then()
        .statusCode(415)
        .header("Accept", containsString("application/json, application/octet-stream"))
        .body(
            "detail",
            startsWith(
                "a body in image/png is not read; bodies are read as: application/json,"
                    + " application/octet-stream"));
    request()
        .accept(NPY)
        .contentType("application/json")
        .body("{\"evaluate\":{\"expression\":\"1\"}}")
        .post("/v1/explain")
        .then()
        .statusCode(406)
        .body("detail", containsString("application/json only"));
  }

  @Test
  void answersAProblemAsAProblemWhateverTheFormat() {
    asNpy("/v1/evaluate", "{\"expression\":\"1 +\"}")
        .statusCode(400)
        .contentType("application/problem+json");
  }

  private static int dataStart(byte[] file) {
    int length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getShort(MAGIC_BYTES);
    return MAGIC_BYTES + Short.BYTES + length;
  }

  private static String header(byte[] file) {
    int start = MAGIC_BYTES + Short.BYTES;
    return new String(file, start, dataStart(file) - start, StandardCharsets.US_ASCII);
  }

  private static ByteBuffer data(byte[] file) {
    int start = dataStart(file);
    return ByteBuffer.wrap(file, start, file.length - start).slice().order(ByteOrder.nativeOrder());
  }

  @Test
  void readsCompressedBodies() throws IOException {
    String body = "{\"expression\":\"x + 1\",\"inputs\":{\"x\":[1]}}";
    byte[] whole = packed(body);
    byte[] inTwo = joined(packed(body.substring(0, 20)), packed(body.substring(20)));

    for (byte[] sent : List.of(whole, inTwo)) {
      packedPost("/v1/evaluate", "gzip", sent)
          .statusCode(200)
          .body("result.values", equalTo(List.of(2)));
    }
    packedPost("/v1/explain", "GZIP", packed("{\"evaluate\":" + body + "}")).statusCode(200);
  }

  @Test
  void refusesWhatIsNotCompressedAsTold() throws IOException {
    byte[] whole = packed("{\"expression\":\"1\"}");

    packedPost("/v1/evaluate", "gzip", Arrays.copyOf(whole, whole.length - 12))
        .statusCode(400)
        .body("type", equalTo("/v1/problems/malformed-body"));
    packedPost("/v1/evaluate", "gzip", "{\"expression\":\"1\"}".getBytes(StandardCharsets.UTF_8))
        .statusCode(400)
        .body("detail", containsString("gzip"));
    packedPost("/v1/evaluate", "br", whole)
        .statusCode(415)
        .header("Accept-Encoding", "gzip, zstd")
        .body("detail", containsString("with one of: gzip, zstd"));
  }

  @Test
  void boundsWhatBodiesAreDecompressedTo() throws IOException {
    int limit =
        get("/v1/limits").extract().jsonPath().getInt("limits.find{it.name=='bodyBytes'}.value");
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (OutputStream packing = new GZIPOutputStream(bomb)) {
      packing.write('{');
      byte[] blanks = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
      for (long written = 0; written <= limit; written += blanks.length) {
        packing.write(blanks);
      }
    }

    packedPost("/v1/evaluate", "gzip", bomb.toByteArray())
        .statusCode(413)
        .body("detail", containsString("longer than " + limit));
  }

  private ValidatableResponse packedPost(String path, String encoding, byte[] body) {
    return request()
        .header("Content-Encoding", encoding)
        .contentType("application/json")
        .body(body)
        .post(path)
        .then();
  }

  private static byte[] packed(String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream packing = new GZIPOutputStream(packed)) {
      packing.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return packed.toByteArray();
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }
}

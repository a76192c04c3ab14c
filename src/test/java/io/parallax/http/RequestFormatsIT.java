package io.parallax.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.parallax.format.arrow.ArrowArrayFormat;
import io.parallax.format.testing.Multipart;
import io.parallax.format.testing.WrittenFiles;
import io.parallax.http.testing.OnTheService;
import io.parallax.http.testing.OverHttp;
import io.parallax.http.testing.RawAnswer;
import io.parallax.http.testing.RawConnection;
import io.restassured.path.json.JsonPath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Arrays that arrive in other formats than JSON, alone and in parts.
@OnTheService
class RequestFormatsIT extends OverHttp {
  private static final String NPY = "application/x-npy";
  private static final String RAW = "application/octet-stream; dtype=float64";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  RequestFormatsIT(@LocalServerPort int port) {
    super(port);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /v1/reduce?total=sum(x)                              | results.total.values  | 10.0
          /v1/reduce?total=sum(x)&where=x%3E2                  | results.total.values  | 7.0
          /v1/reduce?total=sum(y)&input=y                      | results.total.values  | 10.0
          /v1/reduce?request=%7B%22reductions%22%3A%7B%22t%22%3A%22max(x)%22%7D%7D | results.t.values | 4.0
          /v1/filter?predicate=x%3E2&return=count              | matched               | 2
          /v1/filter?predicate=x%3E2&select=x*2                | results.'x*2'.values[1] | 8.0
          /v1/evaluate?expression=x%2B1                        | result.values[3]      | 5.0
          """)
  void computesOverABodyThatIsAnArray(String address, String path, String value) throws Exception {
    ByteBuffer elements = ByteBuffer.allocate(4 * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    elements.putDouble(1).putDouble(2).putDouble(3).putDouble(4);

    send(address, RAW, elements.array()).status(200).shows(path, value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sequential",
        "platform-threads",
        "virtual-threads",
        "forked-processes",
        "native-kernels"
      })
  void computesTheSameOnEveryExecutor(String strategy) throws Exception {
    if (strategy.equals("native-kernels")) {
      requireNativeKernels();
    }
    int count = 100_000;
    ByteBuffer elements = ByteBuffer.allocate(count * Integer.BYTES).order(ByteOrder.BIG_ENDIAN);
    for (int i = 0; i < count; i++) {
      elements.putInt(i);
    }
    byte[] body =
        new Multipart()
            .part(
                "request",
                "application/json",
                "{\"options\": {\"strategy\": \"%s\", \"timeoutMs\": 120000}, \"reductions\": {\"t\": \"sum(x*b)\"}}"
                    .formatted(strategy))
            .part("x", NPY, npy(">i4", "(100000,)", elements.array()))
            .part("b", "application/octet-stream; dtype=int8; shape=\"1\"", new byte[] {2})
            .bytes();

    send("/v1/reduce", Multipart.TYPE, body)
        .status(200)
        .shows("results.t.values", "9999900000")
        .shows("execution.strategy", strategy);
  }

  @Test
  void readsTheColumnsOfTables() throws Exception {
    byte[] csv = "a,b c\n1,1.5\n,2.5\n3,\n".getBytes(UTF_8);
    byte[] arrow =
        Base64.getDecoder()
            .decode(
                WrittenFiles.rows(ArrowArrayFormat.class, "files.tsv").stream()
                    .filter(file -> file.get(0).equals("skipped"))
                    .findFirst()
                    .orElseThrow()
                    .get(3));

    send("/v1/evaluate?expression=sum(a)%2Bnansum(%60b%20c%60)", "text/csv; nulls=skip", csv)
        .status(200)
        .shows("result.values", "2.5");
    send("/v1/filter?predicate=a%3E0", "text/csv; nulls=7", csv)
        .status(200)
        .shows("results.a.values", "[1, 7, 3]");
    send("/v1/filter?predicate=a%3E0", "text/csv", csv).status(422).shows("pointer", "/inputs/a/1");
    send("/v1/reduce?t=sum(a)", "application/vnd.apache.arrow.stream; nulls=skip", arrow)
        .status(200)
        .shows("results.t.values", "9");
    send("/v1/reduce?t=sum(c)&input=c", "text/csv; nulls=skip", csv)
        .status(422)
        .says("2 columns with their own names: a, b c");
  }

  @Test
  void readsBodiesInZstd() throws Exception {
    byte[] packed = Zstd.compress(npy("<f8", "(300000,)", new byte[300_000 * Double.BYTES]));

    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(
                    URI.create("http://localhost:" + port() + "/v1/reduce?n=size(x)"))
                .header("Content-Type", NPY)
                .header("Content-Encoding", "zstd")
                .POST(HttpRequest.BodyPublishers.ofByteArray(packed))
                .build(),
            HttpResponse.BodyHandlers.ofString());

    assertThat(answer.body()).contains("\"values\":300000");
  }

  @Test
  void explainsWhatArraysAreSentTo() throws Exception {
    byte[] array = npy("<f4", "(2,)", new byte[2 * Float.BYTES]);
    byte[] form =
        new Multipart()
            .part("request", "", "{\"evaluate\": {\"expression\": \"x * 2\"}}")
            .part("x", NPY, array)
            .bytes();

    send("/v1/explain", Multipart.TYPE, form).status(200).shows("inputs.x.dtype", "float32");
    send("/v1/explain?request=%7B%22evaluate%22:%7B%22expression%22:%22x%22%7D%7D", NPY, array)
        .status(200)
        .shows("inputs.x.shape", "[2]");
    send("/v1/explain?expression=x", NPY, array).status(422).says("?request=");
  }

  @Test
  void takesTheCharactersOfExpressionsAsCurlSendsThem() throws IOException {
    try (RawConnection connection = new RawConnection(port())) {
      connection.send(
          """
          POST /v1/reduce?t=sum(where(x>1,x,0))&options={"parallelism":1} HTTP/1.1\r
          Host: localhost\r
          Content-Type: application/octet-stream; dtype=int8\r
          Content-Length: 3\r
          Connection: close\r
          \r
          \u0001\u0002\u0003\
          """
              .getBytes(ISO_8859_1));

      RawAnswer answer = connection.answer();

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.text()).contains("\"values\":5");
    }
  }

  @Test
  void namesThePartAndTheByteThatAreWrong() throws Exception {
    byte[] cutOff = npy("<f8", "(3,)", new byte[2 * Double.BYTES]);
    byte[] form =
        new Multipart()
            .part("request", "", "{\"expression\": \"x\"}")
            .part("x", NPY, cutOff)
            .bytes();

    send("/v1/evaluate", Multipart.TYPE, form)
        .status(400)
        .shows("type", "/v1/problems/malformed-body")
        .says("the part \"x\": the bytes end too early, at byte");
    send("/v1/evaluate?expression=x", "application/octet-stream; dtype=bool", new byte[] {1, 2})
        .status(422)
        .shows("pointer", "/inputs/x/1");
  }

  @Test
  void saysWhichHeaderCurlNeeds() throws Exception {
    send("/v1/reduce?total=sum(x)", "application/x-www-form-urlencoded", new byte[8])
        .status(415)
        .says("-H 'Content-Type:");
  }

  @Test
  void namesWhatIsWrongWithTheTypeOfABody() throws Exception {
    String type = "application/octet-stream; dtype=float64; ";
    send("/v1/reduce?total=sum(x)", type + "dtype=int64", new byte[8])
        .status(415)
        .says("the parameter \"dtype\" of the header Content-Type is there twice");
    send("/v1/reduce?total=sum(x)", type + "shape=1,1", new byte[8])
        .status(415)
        .says("shape=\"1,1\"");
    try (RawConnection connection = new RawConnection(port())) {
      String two =
          """
          POST /v1/evaluate HTTP/1.1\r
          Host: localhost\r
          Content-Type: application/json\r
          Content-Type: text/csv\r
          Content-Length: 2\r
          Connection: close\r
          \r
          {}\
          """;
      RawAnswer refused = connection.send(two).answer();
      assertThat(refused.status()).isEqualTo(415);
      assertThat(refused.text()).contains("the header Content-Type is there twice");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"evaluate", "filter", "reduce", "explain"})
  void refusesAQueryBesideABodyInJson(String operation) throws Exception {
    byte[] body = "{\"expression\": \"1\"}".getBytes(UTF_8);

    send("/v1/" + operation + "?foo=1&expression=2", "application/json", body)
        .status(400)
        .shows("type", "/v1/problems/unknown-field")
        .says("the query has the parameter \"foo\"")
        .says("remove the query");
  }

  private Answer send(String address, String type, byte[] body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port() + address))
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    return new Answer(answer.statusCode(), JsonPath.from(answer.body()));
  }

  /// What was answered to a body as it was sent, without the charset that REST Assured adds.
  private record Answer(int status, JsonPath body) {
    private Answer status(int expected) {
      assertThat(status).as(body.prettify()).isEqualTo(expected);
      return this;
    }

    private Answer shows(String path, String value) {
      assertThat(body.getString(path)).isEqualTo(value);
      return this;
    }

    private Answer says(String text) {
      assertThat(body.getString("detail")).contains(text);
      return this;
    }
  }

  private static byte[] npy(String type, String shape, byte[] elements) throws IOException {
    String header =
        "{'descr': '%s', 'fortran_order': False, 'shape': %s, }\n".formatted(type, shape);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write("\u0093NUMPY\u0001\0".getBytes(ISO_8859_1));
    file.write(header.length());
    file.write(0);
    file.write(header.getBytes(UTF_8));
    file.write(elements);
    return file.toByteArray();
  }
}

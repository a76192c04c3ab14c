package io.parallax.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.http.testing.OnTheService;
import io.parallax.http.testing.OverHttp;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Reading files that other programs wrote; the folder of the files says which.
@OnTheService
class ForeignFilesIT extends OverHttp {
  private static final Path FOLDER = Path.of("src/test/resources/interop/files");
  private static final Map<String, String> MEDIA_TYPES =
      Map.of(
          "npy", "application/x-npy",
          "csv", "text/csv",
          "parquet", "application/vnd.apache.parquet",
          "arrow", "application/vnd.apache.arrow.stream");

  ForeignFilesIT(@LocalServerPort int port) {
    super(port);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          numpy-fortran.npy    | x     | int32   | [2, 3] | [0, 1, 2, 3, 4, 5]
          numpy-big-endian.npy | x     | float64 | [3]    | [0.1, NaN, -Infinity]
          numpy-scalar.npy     | x     | int32   | []     | 255
          numpy-empty.npy      | x     | float32 | [0, 3] | []
          numpy-half.npy       | x     | float32 | [2]    | [0.099975586, 65504.0]
          numpy-bool.npy       | x     | bool    | [2]    | [true, false]
          numpy-version-3.npy  | x     | int64   | [3]    | [0, 1, 2]
          pandas.csv           | x     | float64 | [3]    | [0.1, NaN, 3.0]
          pandas.csv           | n     | int64   | [3]    | [1, 9007199254740993, -3]
          pandas.csv           | flag  | bool    | [3]    | [true, false, true]
          duckdb.csv           | i     | int64   | [3]    | [0, 1, 2]
          duckdb.csv           | x     | float64 | [3]    | [0.0, 0.25, 0.5]
          duckdb.csv           | `a b` | float64 | [3]    | [0.0, 10.5, 21.0]
          pandas.arrow         | x     | float64 | [3]    | [0.1, NaN, 3.0]
          pandas.arrow         | n     | int64   | [3]    | [1, 9007199254740993, -3]
          pandas.arrow         | flag  | bool    | [3]    | [true, false, true]
          pandas.parquet       | x     | float64 | [3]    | [0.1, NaN, 3.0]
          pandas.parquet       | n     | int64   | [3]    | [1, 9007199254740993, -3]
          pandas.parquet       | flag  | bool    | [3]    | [true, false, true]
          duckdb.parquet       | `a b` | float64 | [3]    | [0.0, 10.5, 21.0]
          javascript.arrow     | x     | float64 | [3]    | [0.1, NaN, 3.0]
          javascript.arrow     | small | int32   | [3]    | [1, 2, 255]
          """)
  void isReadAsItsProgramMeantIt(
      String file, String expression, String type, String shape, String values)
      throws IOException, InterruptedException {
    JsonPath answer = JsonPath.from(evaluated(expression, file));

    assertThat(answer.getString("result.dtype")).isEqualTo(type);
    assertThat(answer.getString("result.shape")).isEqualTo(shape);
    assertThat(answer.getString("result.values")).isEqualTo(values);
  }

  private String evaluated(String expression, String file)
      throws IOException, InterruptedException {
    String query = "expression=" + URLEncoder.encode(expression, StandardCharsets.UTF_8);
    String mediaType = MEDIA_TYPES.get(file.substring(file.lastIndexOf('.') + 1));
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://localhost:%d/v1/evaluate?%s".formatted(port(), query)))
            .header("Content-Type", mediaType)
            .POST(HttpRequest.BodyPublishers.ofFile(FOLDER.resolve(file)))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return answer.body();
    }
  }
}

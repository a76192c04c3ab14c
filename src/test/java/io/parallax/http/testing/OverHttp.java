package io.parallax.http.testing;

import static io.restassured.RestAssured.given;

import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Assumptions;

/// A test that speaks to the running service as any client does.
public abstract class OverHttp {
  private final int port;

  public OverHttp(int port) {
    this.port = port;
  }

  public int port() {
    return port;
  }

  public RequestSpecification request() {
    return given().port(port);
  }

  /// A request whose body is sent as it is, with its type as it is given.
  public RequestSpecification binary() {
    return request()
        .config(
            RestAssured.config()
                .encoderConfig(
                    EncoderConfig.encoderConfig()
                        .appendDefaultContentCharsetToContentTypeIfUndefined(false)));
  }

  public ValidatableResponse get(String path) {
    return request().get(path).then();
  }

  public ValidatableResponse post(String path, String body) {
    return request().contentType("application/json").body(body).post(path).then();
  }

  /// Skips the test where the machine has no native kernels.
  public void requireNativeKernels() {
    JsonPath own =
        get("/v1/strategies")
            .extract()
            .jsonPath()
            .setRootPath("strategies.find { it.name == 'native-kernels' }");
    Assumptions.assumeTrue(own.getBoolean("available"), own.getString("reason"));
  }
}

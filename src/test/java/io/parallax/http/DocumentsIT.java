package io.parallax.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.parallax.http.testing.OnTheService;
import io.parallax.http.testing.OverHttp;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/// What clients may keep of the service, and the traces they pass on.
@OnTheService
class DocumentsIT extends OverHttp {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  DocumentsIT(@LocalServerPort int port) {
    super(port);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/functions",
        "/v1/limits",
        "/v1/openapi",
        "/v1/openapi.yaml",
        "/v1/problems",
        "/v1/problems/unknown-name",
        "/v1/strategies",
        "/v3/api-docs",
        "/v3/api-docs.yaml"
      })
  void aDocumentThatIsKnownIsNotSentAgain(String path) {
    String tag =
        get(path)
            .statusCode(200)
            .header("Cache-Control", equalTo("no-cache"))
            .extract()
            .header("ETag");

    assertThat(tag).matches("\"[0-9a-f]{32}\"");
    ValidatableResponse again = request().header("If-None-Match", tag).get(path).then();
    again.statusCode(304).header("ETag", equalTo(tag)).body(equalTo(""));
    request()
        .header("If-None-Match", "*")
        .get(path)
        .then()
        .statusCode(304)
        .header("ETag", equalTo(tag))
        .body(equalTo(""));
    request().header("If-None-Match", "W/" + tag + ", \"other\"").get(path).then().statusCode(304);
    request()
        .header("If-None-Match", "\"0123456789abcdef0123456789abcdef\"")
        .get(path)
        .then()
        .statusCode(200)
        .header("ETag", equalTo(tag))
        .body(not(equalTo("")));
    request().head(path).then().statusCode(200).header("ETag", equalTo(tag));
  }

  @Test
  void theFormsOfAPageHaveTagsOfTheirOwn() {
    String path = "/v1/problems/unknown-name";
    String json = get(path).header("Vary", containsString("Accept")).extract().header("ETag");

    request()
        .header("If-None-Match", json)
        .accept("text/markdown")
        .get(path)
        .then()
        .statusCode(200)
        .header("ETag", not(equalTo(json)));
  }

  @Test
  void aFileOfThePageThatIsKnownIsNotSentAgain() {
    String path = "/swagger-ui/swagger-ui-bundle.js";
    String date =
        get(path)
            .statusCode(200)
            .header("Cache-Control", equalTo("no-cache"))
            .extract()
            .header("Last-Modified");

    request().header("If-Modified-Since", date).get(path).then().statusCode(304);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/limits | application/json;q=0",
        "/v1/limits | */*, application/json;q=0",
        "/v1/openapi | application/*;q=0",
        "/v1/problems/unknown-name | application/json;q=0, text/*;q=0"
      })
  void aFormWithAQualityOfZeroIsNotSent(String path, String refused) {
    request()
        .accept(refused)
        .get(path)
        .then()
        .statusCode(406)
        .body("type", equalTo("/v1/problems/not-acceptable"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/html;q=0.1, text/markdown;q=0.2 | text/markdown",
        "*/*, application/json;q=0, text/html;q=0 | text/markdown",
        "text/*, application/json;q=0.5 | text/html"
      })
  void aPageHasTheFormOfTheGreatestQuality(String accepted, String form) {
    request()
        .accept(accepted)
        .get("/v1/problems/unknown-name")
        .then()
        .statusCode(200)
        .contentType(form);
  }

  @Test
  void whatIsNotThereHasNoTag() {
    get("/v1/problems/nothing").statusCode(404).header("ETag", nullValue());
  }

  @Test
  void theDescriptionIsAlsoWhereToolsLookForIt() {
    assertThat(get("/v3/api-docs").statusCode(200).extract().asString())
        .isEqualTo(get("/v1/openapi").extract().asString());
    assertThat(get("/v3/api-docs.yaml").statusCode(200).extract().asString())
        .isEqualTo(get("/v1/openapi.yaml").extract().asString());
  }

  @Test
  void aTraceGoesOnInTheAnswer() {
    String sent = "00-" + TRACE + "-00f067aa0ba902b7-01";

    request()
        .header("traceparent", sent)
        .contentType("application/json")
        .body("{\"expression\": \"1\"}")
        .post("/v1/evaluate")
        .then()
        .statusCode(200)
        .header("traceparent", matchesPattern("00-" + TRACE + "-[0-9a-f]{16}-01"))
        .header("traceparent", not(equalTo(sent)));
    get("/v1/limits").header("traceparent", nullValue());
    request()
        .header("traceparent", "00-" + TRACE)
        .get("/v1/limits")
        .then()
        .statusCode(200)
        .header("traceparent", nullValue());
  }
}

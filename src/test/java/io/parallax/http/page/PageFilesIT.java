package io.parallax.http.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.parallax.http.testing.OnTheService;
import io.parallax.http.testing.OverHttp;
import io.parallax.http.testing.RawConnection;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/// The files of the page as they are sent.
@OnTheService
class PageFilesIT extends OverHttp {
  private static final String BROWSER =
      "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8";

  PageFilesIT(@LocalServerPort int port) {
    super(port);
  }

  @Test
  void aBrowserIsSentThePage() {
    request()
        .accept(BROWSER)
        .get("/")
        .then()
        .statusCode(200)
        .contentType(startsWith("text/html"))
        .header("Vary", containsString("Accept"))
        .header("Content-Security-Policy", startsWith("default-src 'self';"))
        .header("X-Content-Type-Options", equalTo("nosniff"))
        .body(containsString("page/app.js"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"*/*", "application/json", "application/json, text/html;q=0.9"})
  void aProgramIsSentTheAddressesOfTheDocuments(String accepted) {
    request()
        .accept(accepted)
        .get("/")
        .then()
        .statusCode(200)
        .contentType("application/json")
        .header("Vary", containsString("Accept"))
        .body("openapi", equalTo("/v1/openapi"))
        .body("swagger", equalTo("/swagger-ui/index.html"));
  }

  @Test
  void whatIsNeitherIsRefused() {
    request().accept("image/png").get("/").then().statusCode(406);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/page/app.js", "/page/style/base.css", "/page/uplot/uPlot.iife.min.js"})
  void aFileThatIsKnownIsNotSentAgain(String path) {
    String tag =
        get(path)
            .statusCode(200)
            .header("Cache-Control", equalTo("no-cache"))
            .extract()
            .header("ETag");

    assertThat(tag).matches("\"[0-9a-f]{32}\"");
    request().header("If-None-Match", tag).get(path).then().statusCode(304).body(equalTo(""));
    request().header("If-None-Match", "\"other\"").get(path).then().statusCode(200);
  }

  @Test
  void filesAreCompressedForWhoTakesIt() throws IOException {
    String plain = head("gzip;q=0, br");
    String packed = head("br, gzip");

    assertThat(plain).doesNotContain("Content-Encoding:");
    assertThat(packed).contains("Content-Encoding: gzip").contains("Vary: ");
    assertThat(length(packed)).isPositive().isLessThan(length(plain) / 2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/page/nothing.js", "/page/", "/page/style", "/page/%2e%2e/application.yaml"})
  void whatIsNoFileIsAProblem(String path) {
    request().urlEncodingEnabled(false).get(path).then().contentType("application/problem+json");
  }

  private String head(String codings) throws IOException {
    String rest = "\r\nHost: a\r\nConnection: close\r\n\r\n";
    try (RawConnection connection = new RawConnection(port())) {
      return connection
          .send("HEAD /page/uplot/uPlot.iife.min.js HTTP/1.1\r\nAccept-Encoding: " + codings + rest)
          .answer()
          .text();
    }
  }

  private static int length(String answer) {
    return Integer.parseInt(answer.replaceAll("(?s).*Content-Length: (\\d+).*", "$1"));
  }
}

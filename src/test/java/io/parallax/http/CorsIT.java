package io.parallax.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.parallax.http.testing.OnASmallService;
import io.parallax.http.testing.OverHttp;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Pages of an origin that is let in, and of one that is not. `ServiceIT` is about a service that
/// lets none in.
@OnASmallService
class CorsIT extends OverHttp {
  private static final String ALLOWED = "Access-Control-Allow-Origin";

  CorsIT(@LocalServerPort int port) {
    super(port);
  }

  @Test
  void aPageThatIsLetInMayReadAnswersAndProblems() {
    request()
        .header("Origin", OnASmallService.ORIGIN)
        .contentType("application/json")
        .body("{\"expression\": \"1 + 1\"}")
        .post("/v1/evaluate")
        .then()
        .statusCode(200)
        .header(ALLOWED, equalTo(OnASmallService.ORIGIN))
        .header("Access-Control-Expose-Headers", containsString("traceparent"))
        .body("result.values", equalTo(2));
    request()
        .header("Origin", OnASmallService.ORIGIN)
        .get("/v1/nothing")
        .then()
        .statusCode(404)
        .header(ALLOWED, equalTo(OnASmallService.ORIGIN));
  }

  @Test
  void aBrowserIsToldWhatItMaySend() {
    String methods = request().options("/v1/evaluate").then().extract().header("Allow");

    request()
        .header("Origin", OnASmallService.ORIGIN)
        .header("Access-Control-Request-Method", "POST")
        .header("Access-Control-Request-Headers", "content-type,traceparent")
        .options("/v1/evaluate")
        .then()
        .statusCode(200)
        .header(ALLOWED, equalTo(OnASmallService.ORIGIN))
        .header("Access-Control-Allow-Methods", containsString("POST"))
        .header("Access-Control-Allow-Headers", containsString("traceparent"))
        .header("Access-Control-Max-Age", equalTo("3600"))
        .header("Allow", equalTo(methods));
  }

  @Test
  void aPageThatIsNotLetInIsAnsweredWithoutLeaveToReadIt() {
    List<String> varies =
        request()
            .header("Origin", OnASmallService.ORIGIN + ".evil.example")
            .get("/v1/limits")
            .then()
            .statusCode(200)
            .header(ALLOWED, nullValue())
            .extract()
            .headers()
            .getValues("Vary");
    assertThat(varies).contains("Origin");
    request()
        .header("Origin", "null")
        .header("Access-Control-Request-Method", "POST")
        .options("/v1/evaluate")
        .then()
        .statusCode(200)
        .header(ALLOWED, nullValue())
        .header("Access-Control-Allow-Methods", nullValue());
  }
}

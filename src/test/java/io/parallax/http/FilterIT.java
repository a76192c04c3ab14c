package io.parallax.http;

import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.parallax.http.testing.OnTheService;
import io.parallax.http.testing.OverHttp;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@OnTheService
class FilterIT extends OverHttp {
  FilterIT(@LocalServerPort int port) {
    super(port);
  }

  @Test
  void returnsTheSelectedExpressionsWhereThePredicateHolds() {
    filter("\"x > 2\"", "\"select\":{\"x\":\"x\",\"double\":\"x*2\"}")
        .statusCode(200)
        .body("matched", equalTo(3))
        .body("total", equalTo(5))
        .body("results.x.values", contains(5, 3, 4))
        .body("results.double.values", contains(10, 6, 8))
        .body("results.double.shape", contains(3))
        .body("timings.unit", equalTo("ms"));
  }

  @Test
  void returnsEveryInputWhenNothingIsSelected() {
    filter("\"x > 2\"", "\"return\":\"values\"")
        .statusCode(200)
        .body("results.x.values", contains(5, 3, 4));
  }

  @Test
  void returnsPositions() {
    filter("\"x > 2\"", "\"return\":\"indices\"")
        .statusCode(200)
        .body("results.indices.dtype", equalTo("int64"))
        .body("results.indices.values", contains(0, 3, 4));
  }

  @Test
  void returnsTheMask() {
    filter("\"x > 2\"", "\"return\":\"mask\"")
        .statusCode(200)
        .body("results.mask.dtype", equalTo("bool"))
        .body("results.mask.values", contains(true, false, false, true, true));
  }

  @Test
  void returnsOnlyTheCount() {
    filter("\"x > 2\"", "\"return\":\"count\"")
        .statusCode(200)
        .body("matched", equalTo(3))
        .body("results", anEmptyMap());
  }

  @Test
  void keepsNothingWhenNothingFits() {
    filter("\"x > 200\"", "\"return\":\"values\"")
        .statusCode(200)
        .body("matched", equalTo(0))
        .body("results.x.shape", contains(0));
  }

  @Test
  void needsACondition() {
    filter("\"x * 2\"", "\"return\":\"count\"")
        .statusCode(422)
        .body("type", equalTo("/v1/problems/type-mismatch"))
        .body("pointer", equalTo("/predicate"));
  }

  @Test
  void knowsWhatItCanReturn() {
    filter("\"x > 2\"", "\"return\":\"everything\"")
        .statusCode(422)
        .body("pointer", equalTo("/return"));
  }

  private ValidatableResponse filter(String predicate, String field) {
    return post(
        "/v1/filter",
        "{\"predicate\":%s,\"inputs\":{\"x\":[5,1,2,3,4]},%s}".formatted(predicate, field));
  }
}

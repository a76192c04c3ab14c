package io.parallax;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ParallaxApplicationIT {

  private final int port;

  ParallaxApplicationIT(@LocalServerPort int port) {
    this.port = port;
  }

  @Test
  void tellsPrometheusAboutItself() {
    request()
        .get("/actuator/prometheus")
        .then()
        .statusCode(200)
        .body(containsString("jvm_memory_used_bytes{"));
  }

  @Test
  void tellsItsVersion() {
    request()
        .get("/actuator/info")
        .then()
        .statusCode(200)
        .body("build.artifact", equalTo("parallax"));
  }

  @Test
  void exposesNoOtherActuatorEndpoint() {
    request().get("/actuator/env").then().statusCode(404);
    request().get("/actuator/heapdump").then().statusCode(404);
  }

  @Test
  void showsThePageAtTheRoot() {
    request().accept("text/html").get("/").then().statusCode(200).body(containsString("Parallax"));
  }

  @Test
  void describesItselfInOpenApi() {
    request().get("/v1/openapi").then().statusCode(200).body("openapi", startsWith("3."));
    request().get("/v1/openapi.yaml").then().statusCode(200).body(startsWith("openapi: 3."));
  }

  private RequestSpecification request() {
    return given().port(port);
  }
}

package io.parallax.http;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import io.parallax.http.testing.OverHttp;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/// A service that has no LLVM.
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "parallax.native.library=/nowhere/libLLVM.so")
class WithoutNativeKernelsIT extends OverHttp {
  private static final String REASON = "there is no file /nowhere/libLLVM.so";

  WithoutNativeKernelsIT(@LocalServerPort int port) {
    super(port);
  }

  @Test
  void saysWhyThereAreNone() {
    get("/v1/strategies")
        .statusCode(200)
        .body("strategies.find { it.name == 'native-kernels' }.available", is(false))
        .body("strategies.find { it.name == 'native-kernels' }.reason", equalTo(REASON));
  }

  @Test
  void computesWithoutThem() {
    post("/v1/evaluate", "{\"expression\": \"a + 1\", \"inputs\": {\"a\": [1, 2]}}")
        .statusCode(200)
        .body("result.values", contains(2, 3))
        .body(
            "execution.decision.candidates.find { it.executor == 'native-kernels' }.rejected",
            equalTo(REASON));
  }

  @Test
  void refusesACallerWhoNamesThemWithTheReason() {
    post("/v1/evaluate", "{\"expression\": \"1\", \"options\": {\"strategy\": \"native-kernels\"}}")
        .statusCode(422)
        .body("type", equalTo("/v1/problems/unknown-strategy"))
        .body("detail", containsString(REASON));
    post("/v1/explain", "{\"evaluate\": {\"expression\": \"1\"}, \"show\": [\"assembly\"]}")
        .statusCode(422)
        .body("pointer", equalTo("/show"))
        .body("detail", containsString(REASON));
  }
}

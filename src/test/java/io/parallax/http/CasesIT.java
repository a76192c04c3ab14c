package io.parallax.http;

import io.parallax.http.testing.OnTheService;
import io.parallax.http.testing.OverHttp;
import io.parallax.http.testing.RequestCase;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Requests with answers that are right whoever computes them: each is sent as it is, and those
/// that compute to every executor too.
@OnTheService
class CasesIT extends OverHttp {
  CasesIT(@LocalServerPort int port) {
    super(port);
  }

  @TestFactory
  Stream<DynamicTest> areAnsweredRight() {
    List<String> strategies =
        get("/v1/strategies")
            .extract()
            .jsonPath()
            .getList("strategies.findAll { it.available }.name");
    return RequestCase.all().stream()
        .map(
            request ->
                DynamicTest.dynamicTest(request.title(), () -> requireRight(request, strategies)));
  }

  private void requireRight(RequestCase request, List<String> strategies)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      request.requireRight(request.send(client, port(), Optional.empty()));
      if (request.computes()) {
        for (String strategy : strategies) {
          request.requireRight(request.send(client, port(), Optional.of(strategy)));
        }
      }
    }
  }
}

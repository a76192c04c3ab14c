package io.parallax.http;

import static org.hamcrest.Matchers.equalTo;

import io.parallax.http.testing.OnTheService;
import io.parallax.http.testing.OverHttp;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Negated comparisons that are used as numbers, at which a pass of LLVM ends its process unless it
/// is told not to. The strategy that compiles does so at the first request; the one that chooses
/// has enough of them to make up its mind.
@OnTheService
class NegatedComparisonsIT extends OverHttp {
  private static final int REPETITIONS = 20;

  NegatedComparisonsIT(@LocalServerPort int port) {
    super(port);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "auto",
        "sequential",
        "platform-threads",
        "virtual-threads",
        "native-kernels",
        "forked-processes"
      })
  void areAnsweredByEveryStrategy(String strategy) {
    for (int time = 0; time < REPETITIONS; time++) {
      ask(strategy, "evaluate", "\"expression\": \"where(b <= 0, ~(b > 0), (b > 0) * 2)\"")
          .body("result.values", equalTo(List.of(2, 1)));
      ask(strategy, "filter", "\"predicate\": \"~(b > 0)\"")
          .body("results.b.values", equalTo(List.of(-2.0f)));
      ask(strategy, "evaluate", "\"expression\": \"where((b > 0) & 1, b, 1)\"")
          .body("result.values", equalTo(List.of(1.0f, 1.0f)));
    }
  }

  private ValidatableResponse ask(String strategy, String operation, String question) {
    return post(
            "/v1/" + operation,
            """
            {%s, "inputs": {"b": [1.0, -2.0]}, "options": {"strategy": "%s"}}\
            """
                .formatted(question, strategy))
        .statusCode(200);
  }
}

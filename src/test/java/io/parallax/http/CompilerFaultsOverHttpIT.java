package io.parallax.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import io.parallax.executor.testing.FaultyCompilersSetup;
import io.parallax.http.testing.OverHttp;
import io.parallax.kernel.llvm.FaultyCompilers;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/// A service whose compiler process aborts over one expression.
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@Import(FaultyCompilersSetup.class)
@ExtendWith(OutputCaptureExtension.class)
class CompilerFaultsOverHttpIT extends OverHttp {
  private static final int REPETITIONS = 25;
  private static final String REASON = "the compiler process ended over it: signal 6";
  private static final String REJECTED =
      "execution.decision.candidates.find { it.executor == 'native-kernels' }.rejected";

  CompilerFaultsOverHttpIT(@LocalServerPort int port) {
    super(port);
  }

  @BeforeEach
  void nativeKernelsAreThere() {
    requireNativeKernels();
  }

  @Test
  void theExpressionIsAnsweredByOthersAndRefusedByNameAndTheServiceStaysUp(CapturedOutput output) {
    for (int time = 0; time < REPETITIONS; time++) {
      post("/v1/evaluate", request("native-kernels"))
          .statusCode(422)
          .body("type", equalTo("/v1/problems/kernel-refused"))
          .body("detail", containsString(REASON));
      post("/v1/evaluate", request("auto"))
          .statusCode(200)
          .body("result.values", equalTo(List.of(-665.25f, 0.0f)))
          .body(REJECTED, equalTo(REASON));
    }
    post("/v1/explain", "{\"evaluate\": %s}".formatted(request("auto")))
        .statusCode(200)
        .body(REJECTED.replace("execution.", ""), equalTo(REASON));
    post("/v1/evaluate", request("native-kernels").replace("666.25", "665.25")).statusCode(200);
    get("/actuator/health/liveness").statusCode(200).body("status", equalTo("UP"));
    assertThat(refused("crashed")).isEqualTo(1);
    assertThat(refused("timed-out")).isZero();
    assertThat(output.toString().split("No native kernel for a loop of", -1)).hasSize(2);
    get("/v1/strategies")
        .body("strategies.find { it.name == 'native-kernels' }.compiler.isolated", is(true))
        .body("strategies.find { it.name == 'native-kernels' }.compiler.lost", equalTo(1))
        .body("strategies.find { it.name == 'native-kernels' }.compiler.started", equalTo(2));
    get("/v1/problems/kernel-refused").statusCode(200).body("status", equalTo(422));
  }

  private double refused(String cause) {
    return get("/actuator/metrics/parallax.kernels.refused?tag=cause:" + cause)
        .statusCode(200)
        .extract()
        .jsonPath()
        .getDouble("measurements[0].value");
  }

  private static String request(String strategy) {
    return """
    {"expression": "a - %s", "inputs": {"a": [1.0, 666.25]},
     "options": {"strategy": "%s"}}\
    """
        .formatted(FaultyCompilers.Fault.ABORT.constant(), strategy);
  }
}

package io.parallax.http.compute;

import io.parallax.format.ComputeOperation;
import io.parallax.http.OpenApiConfiguration;
import io.parallax.http.ProblemResponses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// One expression over arrays and scalars.
@RestController
@Tag(name = OpenApiConfiguration.COMPUTE)
@ProblemResponses
final class EvaluateController {
  private final ComputeExchange exchange;

  EvaluateController(ComputeExchange exchange) {
    this.exchange = exchange;
  }

  @PostMapping("/v1/evaluate")
  @Operation(
      operationId = "evaluate",
      summary = "Evaluate an expression",
      description =
          "Computes `expression`, or several `expressions`, over `inputs`, element by element with"
              + " NumPy's broadcasting and types. Reductions such as `mean(x)` may stand anywhere"
              + " in it. `inputs` are literal arrays or scalars, typed arrays, or generators.")
  @RequestBody(ref = "#/components/requestBodies/EvaluateBody")
  @ApiResponse(responseCode = "200", ref = "#/components/responses/Evaluation")
  void evaluate(HttpServletRequest request, HttpServletResponse response) throws IOException {
    exchange.compute(ComputeOperation.EVALUATE, request, response);
  }
}

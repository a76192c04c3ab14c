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

/// Named reductions.
@RestController
@Tag(name = OpenApiConfiguration.COMPUTE)
@ProblemResponses
final class ReduceController {
  private final ComputeExchange exchange;

  ReduceController(ComputeExchange exchange) {
    this.exchange = exchange;
  }

  @PostMapping("/v1/reduce")
  @Operation(
      operationId = "reduce",
      summary = "Reduce arrays to a few numbers",
      description =
          "Computes each of `reductions`, over the rows for which `where` holds or over all.")
  @RequestBody(ref = "#/components/requestBodies/ReduceBody")
  @ApiResponse(responseCode = "200", ref = "#/components/responses/Reduction")
  void reduce(HttpServletRequest request, HttpServletResponse response) throws IOException {
    exchange.compute(ComputeOperation.REDUCE, request, response);
  }
}

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

/// The elements for which a predicate holds.
@RestController
@Tag(name = OpenApiConfiguration.COMPUTE)
@ProblemResponses
final class FilterController {
  private final ComputeExchange exchange;

  FilterController(ComputeExchange exchange) {
    this.exchange = exchange;
  }

  @PostMapping("/v1/filter")
  @Operation(
      operationId = "filter",
      summary = "Keep the elements for which a predicate holds",
      description =
          "Computes `predicate` and returns, where it holds, the expressions of `select`; or the"
              + " positions, the mask or only the count, as `return` says.")
  @RequestBody(ref = "#/components/requestBodies/FilterBody")
  @ApiResponse(responseCode = "200", ref = "#/components/responses/Selection")
  void filter(HttpServletRequest request, HttpServletResponse response) throws IOException {
    exchange.compute(ComputeOperation.FILTER, request, response);
  }
}

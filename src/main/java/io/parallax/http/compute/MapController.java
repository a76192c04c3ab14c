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

/// A function of the caller's for every item.
@RestController
@Tag(name = OpenApiConfiguration.COMPUTE)
@ProblemResponses
final class MapController {
  private final ComputeExchange exchange;

  MapController(ComputeExchange exchange) {
    this.exchange = exchange;
  }

  @PostMapping("/v1/map")
  @Operation(
      operationId = "mapItems",
      summary = "Run a function of your own for every item",
      description =
          "Compiles `functions`, a text in a subset of Python, and calls one of them for every item"
              + " of `inputs`, on every core. An input goes to the parameter of its name: its"
              + " elements are the items, or, where the function reads elements such as `a[i]`,"
              + " every item sees the whole array.")
  @RequestBody(ref = "#/components/requestBodies/MapBody")
  @ApiResponse(responseCode = "200", ref = "#/components/responses/Mapping")
  void map(HttpServletRequest request, HttpServletResponse response) throws IOException {
    exchange.compute(ComputeOperation.MAP, request, response);
  }
}

package io.parallax.http.compute;

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

/// A caller's own request on every executor.
@RestController
@Tag(name = OpenApiConfiguration.COMPUTE)
@ProblemResponses
final class BenchmarkController {
  private final BenchmarkExchange exchange;

  BenchmarkController(BenchmarkExchange exchange) {
    this.exchange = exchange;
  }

  @PostMapping("/v1/benchmarks")
  @Operation(
      operationId = "benchmark",
      summary = "Compare the strategies on a request of your own",
      description =
          "Runs a request of another operation, given under that operation's name, on every"
              + " strategy (or on `strategies`) at several `sizes`, and answers with a row for"
              + " each: median, quartiles, elements and bytes per second, and whether the results"
              + " have the same bits. Generators are made at each size, arrays are cut or repeated."
              + " One benchmark runs at a time, and it makes room for other requests. `suite` runs"
              + " comparisons known from the literature. `Accept: text/csv` gives a table,"
              + " `image/svg+xml` a chart.")
  @RequestBody(ref = "#/components/requestBodies/BenchmarkBody")
  @ApiResponse(responseCode = "200", ref = "#/components/responses/Benchmark")
  void benchmark(HttpServletRequest request, HttpServletResponse response) throws IOException {
    exchange.run(request, response);
  }
}

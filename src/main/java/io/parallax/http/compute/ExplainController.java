package io.parallax.http.compute;

import io.parallax.format.json.ResponseWriter;
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

/// What a request would do.
@RestController
@Tag(name = OpenApiConfiguration.COMPUTE)
@ProblemResponses
final class ExplainController {
  private final ComputeExchange exchange;
  private final ResponseWriter writer;

  ExplainController(ComputeExchange exchange, ResponseWriter writer) {
    this.exchange = exchange;
    this.writer = writer;
  }

  @PostMapping("/v1/explain")
  @Operation(
      operationId = "explain",
      summary = "Say what a request would do",
      description =
          "Takes a request of another operation under that operation's name and answers with the"
              + " types, the program, its cost and the decision, on request also with the code it"
              + " is compiled to. Nothing is run.")
  @RequestBody(ref = "#/components/requestBodies/ExplainBody")
  @ApiResponse(responseCode = "200", ref = "#/components/responses/Explanation")
  void explain(HttpServletRequest request, HttpServletResponse response) throws IOException {
    exchange.explain(request, response, writer::explain);
  }
}

package io.parallax.http.service;

import io.parallax.http.OpenApiConfiguration;
import io.parallax.limit.Limit;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Lists the limits of the service.
@RestController
@Tag(name = OpenApiConfiguration.SERVICE)
final class LimitController {
  private final Limits limits;

  LimitController(LimitCatalogue catalogue) {
    this.limits = new Limits(catalogue.limits());
  }

  @GetMapping(path = "/v1/limits", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "listLimits",
      summary = "List the limits",
      description = "Every bound the service keeps to, as it is configured.")
  @ApiResponse(
      responseCode = "200",
      description = "Every limit",
      content = @Content(schema = @Schema(ref = "#/components/schemas/Limits")))
  Limits limits() {
    return limits;
  }

  record Limits(List<Limit> limits) {}
}

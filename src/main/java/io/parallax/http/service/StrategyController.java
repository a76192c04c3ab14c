package io.parallax.http.service;

import io.parallax.http.OpenApiConfiguration;
import io.parallax.strategy.ExecutorSelector;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The strategies a request may name, and why some cannot be used.
@RestController
@Tag(name = OpenApiConfiguration.SERVICE)
final class StrategyController {
  private final ExecutorSelector selector;

  StrategyController(ExecutorSelector selector) {
    this.selector = selector;
  }

  @GetMapping(path = "/v1/strategies", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "listStrategies",
      summary = "List the strategies",
      description = "The values of `options.strategy` besides `auto`, which chooses among them.")
  @ApiResponse(
      responseCode = "200",
      description = "Every strategy, available or not",
      content = @Content(schema = @Schema(ref = "#/components/schemas/Strategies")))
  Strategies strategies() {
    return new Strategies(selector.strategies().stream().map(StrategyEntry::of).toList());
  }

  record Strategies(List<StrategyEntry> strategies) {}
}

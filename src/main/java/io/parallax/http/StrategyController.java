package io.parallax.http;

import io.parallax.strategy.ExecutorSelector;
import io.parallax.strategy.Strategy;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The strategies a request may name, and why some cannot be used.
@RestController
@Tag(name = OpenApiSetup.SERVICE)
final class StrategyController {
  /// Executors that clients may expect and this version does not have. An entry goes when its
  /// executor lands.
  private static final List<Strategy> NOT_BUILT =
      List.of(
          notBuilt(
              "forked-processes",
              "Worker processes over shared memory: a crash ends the worker, never the service."));

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
    List<Strategy> built = selector.strategies();
    Stream<Strategy> missing =
        NOT_BUILT.stream()
            .filter(entry -> built.stream().noneMatch(other -> other.name().equals(entry.name())));
    return new Strategies(Stream.concat(built.stream(), missing).toList());
  }

  private static Strategy notBuilt(String name, String description) {
    return new Strategy(name, description, false, "not part of this version", 0);
  }

  record Strategies(List<Strategy> strategies) {}
}

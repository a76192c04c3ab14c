package io.parallax.http.service;

import io.parallax.http.OpenApiConfiguration;
import io.parallax.language.Function;
import io.parallax.type.DataType;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Lists the functions, operators and constants of the language.
@RestController
@Tag(name = OpenApiConfiguration.SERVICE)
final class FunctionController {
  private final Vocabulary vocabulary =
      new Vocabulary(functions(), OperatorEntry.all(), ConstantEntry.all());

  @GetMapping(path = "/v1/functions", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "listFunctions",
      summary = "List the functions, operators and constants",
      description = "Everything an expression may use besides its inputs.")
  @ApiResponse(
      responseCode = "200",
      description = "The language's vocabulary",
      content = @Content(schema = @Schema(ref = "#/components/schemas/Vocabulary")))
  Vocabulary vocabulary() {
    return vocabulary;
  }

  private static List<FunctionEntry> functions() {
    return Stream.concat(
            Function.all().stream().map(FunctionEntry::of),
            Arrays.stream(DataType.values()).map(FunctionEntry::cast))
        .toList();
  }

  record Vocabulary(
      List<FunctionEntry> functions,
      List<OperatorEntry> operators,
      List<ConstantEntry> constants) {}
}

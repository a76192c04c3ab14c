package io.parallax.http.dataset;

import io.parallax.dataset.Published;
import io.parallax.http.OpenApiConfiguration;
import io.parallax.http.ProblemResponses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// New datasets.
@RestController
@Tag(name = OpenApiConfiguration.DATASETS)
@ProblemResponses
final class UploadController {
  private final UploadExchange exchange;

  UploadController(UploadExchange exchange) {
    this.exchange = exchange;
  }

  @PostMapping(path = "/v1/datasets", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "createDataset",
      summary = "Store a dataset",
      description =
          "Stores columns of equal length: those of a body in any format of arrays, or `inputs`, or"
              + " the results of `select`, expressions over `inputs`. The same content again is the"
              + " same dataset, and is answered 200.",
      parameters = {
        @Parameter(
            name = "column",
            in = ParameterIn.QUERY,
            description = "The column's name, of a body that is one array; `x` without it",
            schema = @Schema(type = "string")),
        @Parameter(
            name = IdempotencyKeys.HEADER,
            in = ParameterIn.HEADER,
            description = "A repeated key with the same request gets the same answer",
            schema = @Schema(type = "string", maxLength = IdempotencyKeys.MOST_CHARACTERS))
      })
  @RequestBody(ref = "#/components/requestBodies/DatasetBody")
  @ApiResponse(responseCode = "201", ref = "#/components/responses/DatasetCreated")
  @ApiResponse(responseCode = "200", ref = "#/components/responses/DatasetKnown")
  ResponseEntity<DatasetEntry> upload(
      @Parameter(hidden = true) HttpServletRequest request,
      @Parameter(hidden = true) HttpServletResponse response)
      throws IOException {
    Published published = exchange.upload(request, response);
    DatasetEntry entry = DatasetEntry.of(published.dataset());
    return ResponseEntity.status(published.isNew() ? HttpStatus.CREATED : HttpStatus.OK)
        .location(URI.create("/v1/datasets/" + entry.id()))
        .body(entry);
  }
}

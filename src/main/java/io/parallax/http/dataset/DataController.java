package io.parallax.http.dataset;

import io.parallax.http.OpenApiConfiguration;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// The elements of datasets.
@RestController
@Tag(name = OpenApiConfiguration.DATASETS)
final class DataController {
  private final DataExchange exchange;

  DataController(DataExchange exchange) {
    this.exchange = exchange;
  }

  @GetMapping("/v1/datasets/{id}/data")
  @Operation(
      operationId = "downloadDataset",
      summary = "Download a dataset",
      description =
          "All elements, or some columns and rows of them, in the format that `Accept` asks for.",
      parameters = {
        @Parameter(
            name = RowRange.COLUMNS,
            in = ParameterIn.QUERY,
            description = "Names of columns, separated by commas; without it all columns",
            schema = @Schema(type = "string"),
            example = "price,amount"),
        @Parameter(
            name = RowRange.OFFSET,
            in = ParameterIn.QUERY,
            description = "The index of the first row",
            schema = @Schema(type = "integer", format = "int64", defaultValue = "0")),
        @Parameter(
            name = RowRange.LIMIT,
            in = ParameterIn.QUERY,
            description = "The most rows",
            schema = @Schema(type = "integer", format = "int64"))
      })
  @ApiResponse(responseCode = "200", ref = "#/components/responses/DatasetData")
  @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
  void data(
      @Parameter(description = "The dataset's id") @PathVariable("id") String id,
      @Parameter(hidden = true) HttpServletRequest request,
      @Parameter(hidden = true) HttpServletResponse response)
      throws IOException {
    exchange.write(id, request, response);
  }
}

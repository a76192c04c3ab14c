package io.parallax.http.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.parallax.dataset.Dataset;
import io.parallax.dataset.DatasetStore;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.http.OpenApiConfiguration;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// What is stored, and its end.
@RestController
@Tag(name = OpenApiConfiguration.DATASETS)
final class DatasetController {
  static final int MOST_LISTED = 1_000;
  private static final int LISTED = 100;
  private static final String LIMIT = "limit";
  private static final String AFTER = "after";

  private final DatasetStore store;

  DatasetController(DatasetStore store) {
    this.store = store;
  }

  /// A page of the list of datasets.
  ///
  /// @param next the parameter `after` of the next page; null on the last one
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record DatasetPage(List<DatasetEntry> datasets, @Nullable String next) {
    DatasetPage {
      datasets = List.copyOf(datasets);
    }
  }

  @GetMapping(path = "/v1/datasets", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "listDatasets",
      summary = "List the datasets",
      description = "The newest come first. `next` is the `after` of the next page.",
      parameters = {
        @Parameter(
            name = LIMIT,
            in = ParameterIn.QUERY,
            description = "The most datasets of the page, 1 to 1000",
            schema = @Schema(type = "integer", format = "int32", defaultValue = "100")),
        @Parameter(
            name = AFTER,
            in = ParameterIn.QUERY,
            description = "The id of a dataset, after which the page begins",
            schema = @Schema(type = "string"))
      })
  @ApiResponse(
      responseCode = "200",
      description = "A page of them",
      content = @Content(schema = @Schema(ref = "#/components/schemas/DatasetPage")))
  DatasetPage list(HttpServletRequest request) {
    Parameters parameters = Parameters.of(request, LIMIT, AFTER);
    int limit = (int) parameters.number(LIMIT, 1, MOST_LISTED, LISTED);
    Optional<String> after = parameters.text(AFTER);
    List<Dataset> found = store.list(limit + 1, after);
    List<Dataset> page = found.subList(0, Math.min(limit, found.size()));
    return new DatasetPage(
        page.stream().map(DatasetEntry::of).toList(),
        found.size() > limit ? page.getLast().id() : null);
  }

  @GetMapping(path = "/v1/datasets/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "getDataset",
      summary = "Describe a dataset",
      description = "Its columns, its digest and when it goes. Its elements are at `…/data`.")
  @ApiResponse(
      responseCode = "200",
      description = "The dataset",
      content = @Content(schema = @Schema(ref = "#/components/schemas/Dataset")))
  @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
  @Nullable ResponseEntity<DatasetEntry> get(
      @Parameter(description = "The dataset's id") @PathVariable("id") String id,
      @Parameter(hidden = true) HttpServletRequest request,
      @Parameter(hidden = true) HttpServletResponse response) {
    Parameters.of(request);
    DatasetEntry entry = DatasetEntry.of(store.find(id));
    EntityTag tag = EntityTag.of(List.of(entry.sha256(), entry.expiresAt().toString()));
    return tag.answers(request, response) ? null : ResponseEntity.ok(entry);
  }

  @DeleteMapping(path = "/v1/datasets/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      operationId = "deleteDataset",
      summary = "Delete a dataset",
      description = "A request that runs keeps what it reads until it ends.")
  @ApiResponse(responseCode = "204", description = "It is gone")
  @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
  void delete(@Parameter(description = "The dataset's id") @PathVariable("id") String id) {
    if (!store.delete(id)) {
      throw new ComputeException(
          ErrorCode.UNKNOWN_DATASET, "there is no dataset with this id to delete");
    }
  }
}

package io.parallax.http.service;

import io.parallax.http.AcceptedTypes;
import io.parallax.http.OpenApiConfiguration;
import io.parallax.http.problem.ProblemType;
import io.parallax.http.problem.RefusedException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// Explains each type of problem at the address that is the problem's `type`.
@RestController
@Tag(name = OpenApiConfiguration.PROBLEMS)
final class ProblemController {
  private final Problems problems =
      new Problems(ProblemType.all().stream().map(ProblemEntry::of).toList());

  @GetMapping(path = ProblemType.ROOT, produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "listProblems",
      summary = "List the problems",
      description = "Every kind of problem the service answers with.")
  @ApiResponse(
      responseCode = "200",
      description = "Every kind of problem",
      content = @Content(schema = @Schema(ref = "#/components/schemas/Problems")))
  Problems problems() {
    return problems;
  }

  @GetMapping(
      path = ProblemType.ROOT + "/{slug}",
      produces = {
        MediaType.APPLICATION_JSON_VALUE,
        MediaType.TEXT_HTML_VALUE,
        MediaType.TEXT_MARKDOWN_VALUE
      })
  @Operation(
      operationId = "getProblem",
      summary = "Explain a problem",
      description = "A short page about one kind of problem: JSON, HTML or Markdown by `Accept`.")
  @ApiResponse(
      responseCode = "200",
      description = "What the problem means",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON_VALUE,
            schema = @Schema(ref = "#/components/schemas/ProblemDescription")),
        @Content(mediaType = MediaType.TEXT_HTML_VALUE, schema = @Schema(type = "string")),
        @Content(mediaType = MediaType.TEXT_MARKDOWN_VALUE, schema = @Schema(type = "string"))
      })
  @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
  ResponseEntity<Object> problem(
      @Parameter(description = "The last part of a problem's type", example = "unknown-name")
          @PathVariable("slug")
          String slug,
      HttpServletRequest request) {
    ProblemType type =
        ProblemType.ofSlug(slug)
            .orElseThrow(
                () ->
                    new RefusedException(
                        ProblemType.NOT_FOUND, "no problem is known by that name"));
    AcceptedTypes everything = new AcceptedTypes(List.of(MediaType.ALL));
    return ProblemPage.of(type, AcceptedTypes.of(request).orElse(everything));
  }

  record Problems(List<ProblemEntry> problems) {}

  record ProblemEntry(String type, String title, int status, String advice) {
    static ProblemEntry of(ProblemType type) {
      return new ProblemEntry(type.address(), type.title(), type.status(), type.advice());
    }
  }
}

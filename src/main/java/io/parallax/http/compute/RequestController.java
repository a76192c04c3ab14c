package io.parallax.http.compute;

import io.parallax.http.OpenApiConfiguration;
import io.parallax.http.client.Clients;
import io.parallax.http.problem.ProblemType;
import io.parallax.http.problem.RefusedException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Requests in work.
@RestController
@Tag(name = OpenApiConfiguration.COMPUTE)
final class RequestController {
  private final Clients clients;

  RequestController(Clients clients) {
    this.clients = clients;
  }

  @DeleteMapping(path = "/v1/requests/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      operationId = "cancelRequest",
      summary = "Give a request up",
      description =
          "Stops the request that was sent with this `X-Request-Id`, wherever it is: while its body"
              + " arrives, waiting or computing. It is answered 499. An id that the service makes"
              + " cannot be guessed; choose your own so, because whoever knows it can give the"
              + " request up. Only the instance that has the request can do that.")
  @ApiResponse(responseCode = "204", description = "It was told to stop")
  @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
  void cancel(
      @Parameter(
              description = "The request's `X-Request-Id`",
              example = "2b2f5a3e-6a0e-4b0c-9a1f-0f8d0f0f2f11")
          @PathVariable("id")
          String id) {
    if (!clients.cancel(id)) {
      throw new RefusedException(ProblemType.NOT_FOUND, "no request of that id is in work");
    }
  }
}

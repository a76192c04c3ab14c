package io.parallax.http.problem;

import io.parallax.http.client.Clients;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Writes problems as answers.
@Component
public final class ProblemWriter {
  private final JsonMapper json;

  ProblemWriter(JsonMapper json) {
    this.json = json;
  }

  /// Answers that the address does not take the request's method.
  public void methodNotAllowed(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    ProblemType type = ProblemType.METHOD_NOT_ALLOWED;
    write(Problem.of(type, type.summary(), request), request, response);
  }

  /// Answers that the document has none of the media types asked for.
  public void notAcceptable(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    ProblemType type = ProblemType.NOT_ACCEPTABLE;
    write(Problem.of(type, type.summary(), request), request, response);
  }

  /// Answers that the service is about to end.
  ///
  /// @param left the time until the service has ended
  public void stopping(Duration left, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    ProblemType type = ProblemType.STOPPING;
    UnreadBody.drain(request);
    write(
        Problem.of(type, type.summary(), request).retryAfter(left.toSeconds()), request, response);
  }

  /// Makes the problem the whole answer. The answer is sent in one piece and with its length, so
  /// that a client that is still sending receives all of it before the connection ends.
  public void write(Problem problem, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    byte[] body = json.writeValueAsBytes(problem);
    response.setStatus(problem.status());
    response.setHeader(RequestId.HEADER, problem.requestId());
    if (problem.retryAfterSeconds() != null) {
      response.setHeader(HttpHeaders.RETRY_AFTER, problem.retryAfterSeconds().toString());
    }
    if (Clients.isCut(request)) {
      response.setHeader(HttpHeaders.CONNECTION, "close");
    }
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.setContentLength(body.length);
    try (ServletOutputStream answer = response.getOutputStream()) {
      if (!"HEAD".equals(request.getMethod())) {
        answer.write(body);
      }
    }
  }
}

package io.parallax.http.problem;

import io.parallax.compute.Admission;
import io.parallax.compute.ComputeMetrics;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/// Answers with a [Problem] whatever a controller throws and every request that no controller
/// takes.
@RestControllerAdvice
public final class ProblemAdvice {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

  private final Admission admission;
  private final ComputeMetrics metrics;
  private final ProblemWriter writer;
  private final ClosingFailures closing;

  ProblemAdvice(
      Admission admission, ComputeMetrics metrics, ProblemWriter writer, ClosingFailures closing) {
    this.closing = closing;
    this.admission = admission;
    this.metrics = metrics;
    this.writer = writer;
  }

  /// After the answer has begun, no problem can be written: the failure passes, and the container
  /// closes the connection. A failure to read the body is the exception. In this case the container
  /// has begun to answer, and it ends the answer with the problem kept for it.
  @ExceptionHandler
  void answer(Throwable failure, HttpServletRequest request, HttpServletResponse response)
      throws Throwable {
    if (closing.closes(failure)) {
      throw failure;
    }
    Problem problem = problem(failure, request, response);
    if (!response.isCommitted() && problem.status() != ProblemType.BODY_TIMEOUT.status()) {
      UnreadBody.drain(request);
    }
    if (!response.isCommitted()) {
      response.resetBuffer();
      writer.write(problem, request, response);
    } else if (failure instanceof RefusedException || isGivenUp(failure)) {
      problem.keepFor(request);
    } else {
      throw failure;
    }
  }

  private static boolean isGivenUp(Throwable failure) {
    return failure instanceof ComputeException known && known.code() == ErrorCode.CANCELLED;
  }

  private Problem problem(
      Throwable failure, HttpServletRequest request, HttpServletResponse response) {
    return switch (failure) {
      case ComputeException computing -> computing(computing, request);
      case RefusedException refused -> Problem.of(refused.type(), refused.detail(), request);
      case ErrorResponse ofSpring -> ofSpring(ofSpring, request, response);
      default -> unexpected(failure, request);
    };
  }

  private Problem computing(ComputeException failure, HttpServletRequest request) {
    ErrorCode code = failure.code();
    metrics.rejected(code);
    if (code == ErrorCode.INTERNAL) {
      return unexpected(failure, request);
    }
    Problem problem =
        Problem.of(ProblemType.of(code), failure.detail(), request)
            .at(
                failure.pointer().orElse(null),
                failure.position().map(Problem.Position::of).orElse(null));
    if (!failure.others().isEmpty()) {
      problem =
          problem.withErrors(
              Stream.concat(Stream.of(failure), failure.others().stream())
                  .map(Problem.Entry::of)
                  .toList());
    }
    return code.category() == ErrorCode.Category.CAPACITY
        ? problem.retryAfter(admission.retryAfter(code).toSeconds())
        : problem;
  }

  private static Problem ofSpring(
      ErrorResponse failure, HttpServletRequest request, HttpServletResponse response) {
    failure
        .getHeaders()
        .forEach((name, values) -> values.forEach(value -> response.setHeader(name, value)));
    Set<HttpMethod> taken = failure.getHeaders().getAllow();
    if (!taken.isEmpty()) {
      response.setHeader(HttpHeaders.ALLOW, asOptionsTells(taken));
    }
    ProblemType type = ProblemType.ofStatus(failure.getStatusCode().value());
    return Problem.of(type, type.summary(), request);
  }

  /// The methods of an address as the answer to `OPTIONS` lists them: also those that the framework
  /// answers itself.
  private static String asOptionsTells(Set<HttpMethod> taken) {
    Set<String> all = new LinkedHashSet<>();
    for (HttpMethod method : taken) {
      all.add(method.name());
      if (method.equals(HttpMethod.GET)) {
        all.add(HttpMethod.HEAD.name());
      }
    }
    all.add(HttpMethod.OPTIONS.name());
    return String.join(",", all);
  }

  private static Problem unexpected(Throwable failure, HttpServletRequest request) {
    LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), failure);
    ProblemType type = ProblemType.of(ErrorCode.INTERNAL);
    return Problem.of(type, type.advice(), request);
  }
}

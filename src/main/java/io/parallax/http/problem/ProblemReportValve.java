package io.parallax.http.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.AbstractProtocol;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers with a [Problem] what fails before or beside Spring: a malformed request line or header,
/// and a body that could not be read, of which Tomcat takes the answer over.
///
/// A request that comes on an open connection after Tomcat has been told to stop is refused without
/// a look at its headers; Tomcat then misses the header `Host` and would answer that the request is
/// not valid.
public final class ProblemReportValve extends ErrorReportValve {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemReportValve.class);

  /// By then another process may be in this one's place.
  private static final long RETRY_SECONDS = 1;

  private static final String KEPT = Problem.class.getName();

  private final ProblemWriter writer;

  public ProblemReportValve(ProblemWriter writer) {
    this.writer = writer;
  }

  /// Remembers what a request is to be answered with if Tomcat takes the answer over.
  static void keep(Problem problem, HttpServletRequest request) {
    request.setAttribute(KEPT, problem);
  }

  @Override
  protected void report(Request request, Response response, @Nullable Throwable failure) {
    boolean failed = response.getStatus() >= 400 && response.getContentWritten() == 0;
    if (!failed || !response.setErrorReported()) {
      return;
    }
    Problem problem = problem(request, response.getStatus());
    if (failure != null && problem.status() >= 500) {
      LOG.error("Request {} failed", problem.requestId(), failure);
    }
    try {
      writer.write(problem, request, response);
      response.finishResponse();
    } catch (IOException gone) {
      LOG.debug("Request {} left before its problem was written", problem.requestId(), gone);
    }
  }

  private static Problem problem(Request request, int status) {
    if (request.getAttribute(KEPT) instanceof Problem kept) {
      return kept;
    }
    if (isStopping(request)) {
      return Problem.of(ProblemType.STOPPING, ProblemType.STOPPING.summary(), request)
          .retryAfter(RETRY_SECONDS);
    }
    ProblemType type = ProblemType.ofStatus(status);
    return Problem.of(type, type.summary(), request);
  }

  private static boolean isStopping(Request request) {
    return request.getConnector().getProtocolHandler() instanceof AbstractProtocol<?> protocol
        && protocol.isPaused();
  }
}

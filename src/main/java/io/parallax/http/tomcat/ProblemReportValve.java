package io.parallax.http.tomcat;

import io.parallax.http.problem.Problem;
import io.parallax.http.problem.ProblemType;
import io.parallax.http.problem.ProblemWriter;
import java.io.IOException;
import java.util.Optional;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.AbstractProtocol;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11InputBuffer;
import org.apache.tomcat.util.buf.MessageBytes;
import org.apache.tomcat.util.http.MimeHeaders;
import org.apache.tomcat.util.res.StringManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers with a [Problem] every failure that does not reach Spring: a malformed request line or
/// header, and a body that could not be read, where Tomcat answers itself.
///
/// A request that comes on an open connection after Tomcat has been told to stop is refused before
/// its headers are read. Tomcat then misses the header `Host` and would answer that the request is
/// not valid.
public final class ProblemReportValve extends ErrorReportValve {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemReportValve.class);

  /// The seconds after which another process may have replaced this one.
  private static final long RETRY_SECONDS = 1;

  private static final String TOO_LARGE =
      StringManager.getManager(Http11InputBuffer.class)
          .getString("iib.requestheadertoolarge.error");
  private static final String TOO_MANY = beginning();

  private final ProblemWriter writer;

  public ProblemReportValve(ProblemWriter writer) {
    this.writer = writer;
  }

  @Override
  protected void report(Request request, Response response, @Nullable Throwable failure) {
    boolean failed = response.getStatus() >= 400 && response.getContentWritten() == 0;
    if (!failed || !response.setErrorReported()) {
      return;
    }
    Problem problem = problem(request, response.getStatus(), failure);
    if (problem.status() >= 500 && isDefect(failure)) {
      LOG.error("Request {} failed", problem.requestId(), failure);
    }
    try {
      writer.write(problem, request, response);
      response.finishResponse();
    } catch (IOException gone) {
      LOG.debug("Request {} left before its problem was written", problem.requestId(), gone);
    }
  }

  /// Whether a failure is the service's own. A client that leaves is not.
  private static boolean isDefect(@Nullable Throwable failure) {
    return failure != null && !(failure instanceof IOException);
  }

  private static Problem problem(Request request, int status, @Nullable Throwable failure) {
    Optional<Problem> kept = Problem.keptFor(request);
    if (kept.isPresent()) {
      return kept.get();
    }
    if (isStopping(request)) {
      return Problem.of(ProblemType.STOPPING, ProblemType.STOPPING.summary(), request)
          .retryAfter(RETRY_SECONDS);
    }
    ProblemType type = isTooLarge(failure) ? tooLarge(request) : ProblemType.ofStatus(status);
    return Problem.of(type, type.summary(), request);
  }

  /// Whether a request's line and headers were too large. Tomcat reports this only in words.
  private static boolean isTooLarge(@Nullable Throwable failure) {
    String message = failure == null ? null : failure.getMessage();
    return message != null && (message.equals(TOO_LARGE) || message.startsWith(TOO_MANY));
  }

  /// The type of the problem. If the address was too large, the request's first line is incomplete,
  /// or the address takes most of what line and headers may take.
  private static ProblemType tooLarge(Request request) {
    MessageBytes path = request.getCoyoteRequest().requestURI();
    int bytes = path.getLength() + request.getCoyoteRequest().queryString().getLength();
    return path.isNull() || bytes > most(request) / 2
        ? ProblemType.ADDRESS_TOO_LONG
        : ProblemType.HEADERS_TOO_LARGE;
  }

  private static int most(Request request) {
    return request.getConnector().getProtocolHandler() instanceof AbstractHttp11Protocol<?> http
        ? http.getMaxHttpRequestHeaderSize()
        : Integer.MAX_VALUE;
  }

  /// The beginning of Tomcat's message, up to the number.
  private static String beginning() {
    String message =
        StringManager.getManager(MimeHeaders.class).getString("headers.maxCountFail", "\n");
    return message.substring(0, message.indexOf('\n'));
  }

  private static boolean isStopping(Request request) {
    return request.getConnector().getProtocolHandler() instanceof AbstractProtocol<?> protocol
        && protocol.isPaused();
  }
}

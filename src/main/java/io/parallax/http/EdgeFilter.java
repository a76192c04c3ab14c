package io.parallax.http;

import io.parallax.http.client.Clients;
import io.parallax.http.problem.ProblemWriter;
import io.parallax.http.problem.RequestId;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Names every request and says so in its answer and in each line logged meanwhile; and takes none
/// any more once the service is about to end.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class EdgeFilter extends OncePerRequestFilter {
  private static final String LOGGED_AS = "requestId";

  /// Requests about the service itself, such as probes, are answered to the end.
  private static final String SERVED = "/v1/";

  private static final String COMPUTES = "POST";

  private final Clients clients;
  private final Drain drain;
  private final ProblemWriter problems;

  EdgeFilter(Clients clients, Drain drain, ProblemWriter problems) {
    this.clients = clients;
    this.drain = drain;
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String id = RequestId.of(request);
    response.setHeader(RequestId.HEADER, id);
    response.setHeader("X-Content-Type-Options", "nosniff");
    try (var _ = MDC.putCloseable(LOGGED_AS, id)) {
      if (request.getRequestURI().startsWith(SERVED)) {
        serve(request, response, chain, id);
      } else {
        chain.doFilter(request, response);
      }
    }
  }

  private void serve(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain, String id)
      throws ServletException, IOException {
    try (Drain.Visit visit = drain.enter()) {
      if (!visit.met().keepsConnections()) {
        response.setHeader(HttpHeaders.CONNECTION, "close");
      }
      if (visit.met() instanceof Drain.Refusing refusing) {
        problems.stopping(drain.left(refusing), request, response);
      } else if (COMPUTES.equals(request.getMethod())) {
        try (Clients.Visit _ = clients.begin(request, id)) {
          chain.doFilter(request, response);
        }
      } else {
        chain.doFilter(request, response);
      }
      send(response);
    }
  }

  /// Has the answer sent before the request counts as done: the container would do that later, when
  /// the service may have ended. Problems are sent when they are written, or are not written yet.
  private static void send(HttpServletResponse response) throws IOException {
    if (response.getStatus() < HttpServletResponse.SC_BAD_REQUEST) {
      response.getOutputStream().close();
    }
  }
}

package io.parallax.http;

import io.parallax.http.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Refuses `TRACE`, which shows a request's headers to whoever can make a browser send it. The
/// refusal states the methods that the address takes, as the answer to `OPTIONS` does.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
public final class TraceFilter extends OncePerRequestFilter {
  private final ProblemWriter problems;

  TraceFilter(ProblemWriter problems) {
    this.problems = problems;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !HttpMethod.TRACE.matches(request.getMethod());
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    chain.doFilter(asOptions(request), unsent(response));
    if (!response.isCommitted() && response.getStatus() == HttpServletResponse.SC_OK) {
      problems.methodNotAllowed(request, response);
    }
  }

  private static HttpServletRequest asOptions(HttpServletRequest request) {
    return new HttpServletRequestWrapper(request) {
      @Override
      public String getMethod() {
        return HttpMethod.OPTIONS.name();
      }
    };
  }

  /// The response, which ignores flushing. An answer without a body is then not sent yet.
  private static HttpServletResponse unsent(HttpServletResponse response) {
    return new HttpServletResponseWrapper(response) {
      @Override
      public void flushBuffer() {}
    };
  }
}

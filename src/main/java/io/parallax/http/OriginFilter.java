package io.parallax.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Tells browsers which pages of other origins may call the service ([CorsProperties]). Every
/// request is answered as it would be without an origin, with headers besides if the origin is
/// allowed: whether a page may read the answer is the browser's to decide.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
final class OriginFilter extends OncePerRequestFilter {
  /// Beginning of the addresses whose operator permits other origins by settings of their own.
  private static final String OPERATED = "/actuator";

  private final CorsProperties rules;

  OriginFilter(CorsProperties rules) {
    this.rules = rules;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !rules.allowsAny() || request.getRequestURI().startsWith(OPERATED);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!rules.allowsEvery()) {
      response.addHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
    }
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin != null && rules.allows(origin)) {
      response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, rules.allowed(origin));
      if (isPreflight(request)) {
        response.setHeader(
            HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, String.join(", ", rules.methods()));
        response.setHeader(
            HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, String.join(", ", rules.headers()));
        response.setHeader(
            HttpHeaders.ACCESS_CONTROL_MAX_AGE, Long.toString(rules.keep().toSeconds()));
      } else {
        response.setHeader(
            HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, String.join(", ", rules.exposed()));
      }
    }
    chain.doFilter(request, response);
  }

  private static boolean isPreflight(HttpServletRequest request) {
    return HttpMethod.OPTIONS.matches(request.getMethod())
        && request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD) != null;
  }
}

package io.parallax.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Lets `OPTIONS` have the same answer for whoever asks. A browser asks with the page's origin
/// before a call from a page elsewhere. The framework would answer it apart, with an `Allow` of
/// every method there is. The framework's header `Accept-Patch` is left out where it is empty.
/// Which origins are permitted is [OriginFilter]'s to say.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
final class PreflightFilter extends OncePerRequestFilter {
  /// Beginning of the addresses whose operator may permit other origins.
  private static final String OPERATED = "/actuator";

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !HttpMethod.OPTIONS.matches(request.getMethod())
        || request.getRequestURI().startsWith(OPERATED);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    chain.doFilter(
        new HttpServletRequestWrapper(request) {
          @Override
          public @Nullable String getHeader(String name) {
            return HttpHeaders.ORIGIN.equalsIgnoreCase(name) ? null : super.getHeader(name);
          }
        },
        new HttpServletResponseWrapper(response) {
          @Override
          public void addHeader(String name, String value) {
            if (!(HttpHeaders.ACCEPT_PATCH.equalsIgnoreCase(name) && value.isEmpty())) {
              super.addHeader(name, value);
            }
          }
        });
  }
}

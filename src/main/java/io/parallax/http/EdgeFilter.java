package io.parallax.http;

import io.parallax.http.client.Clients;
import io.parallax.http.problem.ProblemWriter;
import io.parallax.http.problem.RequestId;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Gives every request an id, which is part of its answer and of each line logged while the request
/// is handled. So is the client's trace if it states one ([TraceParent]). Refuses requests when the
/// service is about to end.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class EdgeFilter extends OncePerRequestFilter {
  private static final String LOGGED_AS = "requestId";
  private static final String TRACED_AS = "traceId";

  /// Beginning of the addresses that are refused while the service ends. Requests about the service
  /// itself, such as probes, have other addresses and are answered to the end.
  private static final String SERVED = "/v1/";

  private static final String COMPUTES = "POST";

  /// What the addresses begin with below which a `GET` may have a long answer.
  private static final String DATASETS = "/v1/datasets/";

  private static final String ATTRIBUTE = Stay.class.getName();

  private final Clients clients;
  private final Drain drain;
  private final ProblemWriter problems;

  EdgeFilter(Clients clients, Drain drain, ProblemWriter problems) {
    this.clients = clients;
    this.drain = drain;
    this.problems = problems;
  }

  /// A request that waited for its body passes this filter twice.
  @Override
  protected boolean shouldNotFilterAsyncDispatch() {
    return false;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String id = RequestId.of(request);
    response.setHeader(RequestId.HEADER, id);
    response.setHeader("X-Content-Type-Options", "nosniff");
    Optional<TraceParent> place =
        TraceParent.of(request.getHeader(TraceParent.HEADER)).map(TraceParent::child);
    place.ifPresent(own -> response.setHeader(TraceParent.HEADER, own.toString()));
    try (var _ = MDC.putCloseable(LOGGED_AS, id);
        var _ = MDC.putCloseable(TRACED_AS, place.map(TraceParent::trace).orElse(null))) {
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
    Stay stay = stay(request, id);
    try {
      Drain.Stage met = stay.met();
      if (!met.keepsConnections()) {
        response.setHeader(HttpHeaders.CONNECTION, "close");
      }
      if (met instanceof Drain.Refusing refusing) {
        problems.stopping(drain.left(refusing), request, response);
      } else {
        chain.doFilter(request, response);
      }
      if (!request.isAsyncStarted()) {
        send(response);
      }
    } finally {
      if (request.isAsyncStarted()) {
        request.getAsyncContext().addListener(stay);
      } else {
        stay.close();
      }
    }
  }

  /// The stay of a request that arrives, or returns to a thread.
  private Stay stay(HttpServletRequest request, String id) {
    if (request.getAttribute(ATTRIBUTE) instanceof Stay known) {
      return known;
    }
    Drain.Visit visit = drain.enter();
    boolean isLong =
        COMPUTES.equals(request.getMethod()) || request.getRequestURI().startsWith(DATASETS);
    boolean isServed = !(visit.met() instanceof Drain.Refusing);
    Stay stay = new Stay(visit, isLong && isServed ? clients.begin(request, id) : null);
    request.setAttribute(ATTRIBUTE, stay);
    return stay;
  }

  /// Sends the answer before the request counts as done: the container would send it later, when
  /// the service may have ended. Problems have been sent when they were written, or are not written
  /// yet.
  private static void send(HttpServletResponse response) throws IOException {
    if (response.getStatus() < HttpServletResponse.SC_BAD_REQUEST) {
      response.getOutputStream().close();
    }
  }

  /// A request in work, until it has been answered or is over without an answer.
  private static final class Stay implements CompletionListener {
    private final Drain.Visit visit;
    private final Clients.@Nullable Visit client;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Stay(Drain.Visit visit, Clients.@Nullable Visit client) {
      this.visit = visit;
      this.client = client;
    }

    private Drain.Stage met() {
      return visit.met();
    }

    private void close() {
      if (closed.compareAndSet(false, true)) {
        if (client != null) {
          client.close();
        }
        visit.close();
      }
    }

    @Override
    public void onComplete(AsyncEvent event) {
      close();
    }
  }
}

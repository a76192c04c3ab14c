package io.parallax.http.compute;

import io.parallax.format.RequestBody;
import io.parallax.http.HttpProperties;
import io.parallax.http.tomcat.BodyValve;
import io.parallax.http.tomcat.EdgeThreads;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// What a request uses before and after it computes: the threads it arrives on, and the resources
/// for receiving and answering.
@Component
final class Edge {
  private static final Logger LOG = LoggerFactory.getLogger(Edge.class);
  private static final String ATTRIBUTE = Incoming.class.getName();

  private final HttpProperties limits;
  private final EdgeThreads threads;
  private final Reception reception;
  private final Answering answering;
  private final StageTimers timers;

  Edge(
      HttpProperties limits,
      EdgeThreads threads,
      Reception reception,
      Answering answering,
      StageTimers timers) {
    this.limits = limits;
    this.threads = threads;
    this.reception = reception;
    this.answering = answering;
    this.timers = timers;
  }

  /// The received body as it was before the client compressed it, decompressed while it is read.
  RequestBody unpacked(HttpServletRequest request, ReceivedBody body) {
    return BodyContent.unpacked(request, body, limits);
  }

  EdgeThreads threads() {
    return threads;
  }

  Answering answering() {
    return answering;
  }

  StageTimers timers() {
    return timers;
  }

  /// Receives a request's body. If the body has to be waited for, the request leaves its thread:
  /// the caller returns, and is called again with the same request when the wait is over.
  ///
  /// @return empty while the body is waited for
  /// @throws io.parallax.error.ComputeException as [Reception] does, and what a body that is
  ///   refused throws
  Optional<Incoming> receive(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    long waitedNanos = threads.takeWaitedNanos();
    if (request.getAttribute(ATTRIBUTE) instanceof Incoming known) {
      known.addQueuedNanos(waitedNanos);
      return Optional.of(known);
    }
    BoundedBody body = BodyContent.open(request, response, limits);
    ReceivedBody received = reception.begin(body);
    Incoming incoming = new Incoming(System.nanoTime() - waitedNanos, waitedNanos, received);
    if (body.isAtEnd()) {
      return Optional.of(incoming);
    }
    request.setAttribute(ATTRIBUTE, incoming);
    AsyncContext later = request.startAsync();
    later.setTimeout(0); // the body has its own
    later.addListener(incoming);
    Thread waiting =
        Thread.ofVirtual()
            .name("body")
            .unstarted(() -> await(request, body, received, incoming, later));
    BodyValve.afterwards(request, waiting::start);
    return Optional.empty();
  }

  private void await(
      HttpServletRequest request,
      BoundedBody body,
      ReceivedBody received,
      Incoming incoming,
      AsyncContext later) {
    Throwable problem = null;
    try {
      reception.await(body, received);
    } catch (IOException | RuntimeException | Error failure) {
      problem = failure;
      BodyValve.takeBack(request);
    }
    if (incoming.settle(problem)) {
      try {
        later.dispatch();
      } catch (IllegalStateException over) {
        LOG.debug("The request was over before its body was there", over);
      }
    }
  }
}

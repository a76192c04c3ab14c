package io.parallax.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

/// Stops the service without failing any request. Readiness is refused at once. For a while
/// requests are still served, each answered with the demand to close its connection, until the load
/// balancer has noticed. Then new requests are refused, and requests in work are finished. The port
/// stays open all the time. Thread safe.
@Component
public final class Drain {
  private static final Logger LOG = LoggerFactory.getLogger(Drain.class);
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final Duration LEAST_WAIT = Duration.ofSeconds(1);

  private final HttpProperties limits;
  private final ApplicationContext application;
  private final AtomicInteger inWork = new AtomicInteger();
  private volatile Stage stage = new Serving();

  Drain(HttpProperties limits, ApplicationContext application) {
    this.limits = limits;
    this.application = application;
  }

  /// The state of the service when a request arrives.
  sealed interface Stage {
    /// Whether a connection may serve another request.
    default boolean keepsConnections() {
      return this instanceof Serving;
    }
  }

  /// Normal operation.
  record Serving() implements Stage {}

  /// The last requests are accepted.
  record Leaving() implements Stage {}

  /// No request is accepted any more.
  ///
  /// @param sinceNanos a value of [System#nanoTime]
  record Refusing(long sinceNanos) implements Stage {}

  /// Takes the service out of use. Returns when no request is in work any more or the time for
  /// finishing is over; the process can end after the call.
  public void run() {
    leave();
    long leftNanos = System.nanoTime();
    while (isWithin(limits.drain(), leftNanos)) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
    finish();
  }

  /// Begins to direct requests to other processes.
  void leave() {
    LOG.info("Not ready any more; served for another {} ms", limits.drain().toMillis());
    AvailabilityChangeEvent.publish(application, ReadinessState.REFUSING_TRAFFIC);
    stage = new Leaving();
  }

  /// Accepts no request any more, and waits for requests in work.
  void finish() {
    long startNanos = System.nanoTime();
    stage = new Refusing(startNanos);
    LOG.info("Finishing {} requests", inWork.get());
    while (inWork.get() > 0 && isWithin(limits.finish(), startNanos)) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
    LOG.info("{} requests are left", inWork.get());
  }

  /// A request has arrived.
  ///
  /// @return to be closed when the request has been answered
  Visit enter() {
    inWork.incrementAndGet();
    return new Visit();
  }

  /// The time that requests in work may still take after new ones are refused. At least a second,
  /// by which time another process may have replaced this one.
  Duration left(Refusing refusing) {
    Duration left = limits.finish().minusNanos(System.nanoTime() - refusing.sinceNanos());
    return left.compareTo(LEAST_WAIT) < 0 ? LEAST_WAIT : left;
  }

  private static boolean isWithin(Duration time, long startNanos) {
    return System.nanoTime() - startNanos < time.toNanos();
  }

  /// A request in work.
  final class Visit implements AutoCloseable {
    private final Stage met = stage;

    private Visit() {}

    /// The state of the service when the request arrived.
    Stage met() {
      return met;
    }

    @Override
    public void close() {
      inWork.decrementAndGet();
    }
  }
}

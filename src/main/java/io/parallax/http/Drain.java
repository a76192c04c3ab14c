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

/// How the service stops without failing anybody. Readiness is refused at once; for a while
/// requests are still served, each with the request to use its connection no more, until whoever
/// spreads the load has noticed; then new ones are refused, and those in work are finished. The
/// port stays open all the time. Thread safe.
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

  /// What a request meets.
  sealed interface Stage {
    /// Whether its connection may serve another one.
    default boolean keepsConnections() {
      return this instanceof Serving;
    }
  }

  /// Everything as usual.
  record Serving() implements Stage {}

  /// The last requests are taken.
  record Leaving() implements Stage {}

  /// None is taken any more.
  ///
  /// @param sinceNanos a value of [System#nanoTime]
  record Refusing(long sinceNanos) implements Stage {}

  /// Takes the service out of use. Returns when no request is in work any more, or the time for
  /// that is over; then the process can end.
  public void run() {
    leave();
    long leftNanos = System.nanoTime();
    while (isWithin(limits.drain(), leftNanos)) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
    finish();
  }

  /// Begins to send requests elsewhere.
  void leave() {
    LOG.info("Not ready any more; served for another {} ms", limits.drain().toMillis());
    AvailabilityChangeEvent.publish(application, ReadinessState.REFUSING_TRAFFIC);
    stage = new Leaving();
  }

  /// Takes no request any more, and waits for those in work.
  void finish() {
    long startNanos = System.nanoTime();
    stage = new Refusing(startNanos);
    LOG.info("Finishing {} requests", inWork.get());
    while (inWork.get() > 0 && isWithin(limits.finish(), startNanos)) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
    LOG.info("{} requests are left", inWork.get());
  }

  /// A request has come.
  ///
  /// @return to be closed when it has been answered
  Visit enter() {
    inWork.incrementAndGet();
    return new Visit();
  }

  /// How long requests in work may still take once new ones are refused; at least a second, by
  /// which time another process may be in this one's place.
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

    /// What it met when it came.
    Stage met() {
      return met;
    }

    @Override
    public void close() {
      inWork.decrementAndGet();
    }
  }
}

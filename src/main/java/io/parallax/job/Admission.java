package io.parallax.job;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.executor.Deadline;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/// The door: a bounded number of requests in work, a bounded number waiting, in order of arrival,
/// and the rest turned away at once. A request passes before its body is read. Thread safe.
@Component
public final class Admission {
  private final AdmissionLimits limits;
  private final Semaphore places;
  private final AtomicInteger waiting = new AtomicInteger();
  private final ServiceTime serviceTime = new ServiceTime();

  public Admission(AdmissionLimits limits) {
    this.limits = limits;
    this.places = new Semaphore(limits.concurrency(), true);
  }

  /// Lets a request in, after waiting while the service is full.
  ///
  /// @return to be closed when the answer has been written
  /// @throws ComputeException OVERLOADED when too many wait already or the thread is interrupted,
  ///   DEADLINE_EXCEEDED when the time passes while waiting, CANCELLED when the request is given up
  public Ticket admit(Deadline deadline) {
    long arrivedNanos = System.nanoTime();
    if (!enter(deadline, 0)) {
      queue(deadline);
    }
    return new Ticket(arrivedNanos, System.nanoTime());
  }

  /// When a request refused with that code may be repeated with hope: for MEMORY_EXHAUSTED after a
  /// running request is likely to have ended, else after those who wait now. Whole seconds, at
  /// least one.
  public Duration retryAfter(ErrorCode code) {
    return switch (code) {
      case MEMORY_EXHAUSTED -> serviceTime.of(1);
      default -> serviceTime.of((double) (waiting.get() + 1) / limits.concurrency());
    };
  }

  /// Requests in work.
  public int running() {
    return limits.concurrency() - places.availablePermits();
  }

  public int waiting() {
    return waiting.get();
  }

  private void queue(Deadline deadline) {
    try {
      if (waiting.incrementAndGet() > limits.waiting()) {
        throw new ComputeException(
            ErrorCode.OVERLOADED,
            limits.concurrency() + " requests are in work and " + limits.waiting() + " wait");
      }
      if (!enter(deadline, Math.max(0, deadline.remainingNanos()))) {
        throw new ComputeException(
            ErrorCode.DEADLINE_EXCEEDED, "the time passed while the request waited to be let in");
      }
    } finally {
      waiting.decrementAndGet();
    }
  }

  private boolean enter(Deadline deadline, long patienceNanos) {
    try {
      return deadline.await(() -> places.tryAcquire(patienceNanos, TimeUnit.NANOSECONDS));
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new ComputeException(ErrorCode.OVERLOADED, "the service is stopping", interruption);
    }
  }

  private void leave(long serviceNanos) {
    serviceTime.add(serviceNanos);
    places.release();
  }

  /// A request's place in the service. Closing it again does nothing.
  public final class Ticket implements AutoCloseable {
    private final long arrivedNanos;
    private final long admittedNanos;
    private final AtomicBoolean open = new AtomicBoolean(true);

    private Ticket(long arrivedNanos, long admittedNanos) {
      this.arrivedNanos = arrivedNanos;
      this.admittedNanos = admittedNanos;
    }

    /// Time spent waiting to be let in.
    public long waitedNanos() {
      return admittedNanos - arrivedNanos;
    }

    @Override
    public void close() {
      if (open.compareAndSet(true, false)) {
        leave(System.nanoTime() - admittedNanos);
      }
    }
  }
}

package io.parallax.compute;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.limit.Deadline;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Decides which requests may compute now. A bounded number of requests is in work, a bounded
/// number waits in order of arrival, and the rest is refused at once. A request is admitted when
/// its body has arrived, and it leaves when it has been computed. Thread safe.
///
/// Tiny requests ([#admitTiny]) are counted and never wait: they run on the threads that handle
/// them, one thread a core, which no other request may keep. Of the other requests, as many are in
/// work as [WorkLimit] finds useful. A request is refused when the requests before it are expected
/// to take longer than its deadline allows.
@Component
public final class Admission {
  /// A request is refused when its expected wait exceeds the time it has left by this factor.
  /// Expected waits are wrong by less than this factor.
  private static final double HOPELESS = 2;

  private final AdmissionProperties limits;
  private final WorkLimit workLimit;
  private final ServiceTime serviceTime = new ServiceTime();
  private final Estimates estimates = new Estimates();
  private final AtomicInteger tiny = new AtomicInteger();

  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Waiter> queue = new ArrayDeque<>();
  private int running;
  private long runningNanos;
  private long queuedNanos;

  @Autowired
  public Admission(AdmissionProperties limits) {
    this(limits, new WorkLimit(limits.leastConcurrency(), limits.concurrency()));
  }

  Admission(AdmissionProperties limits, WorkLimit workLimit) {
    this.limits = limits;
    this.workLimit = workLimit;
  }

  /// Admits a request of unknown length, which is expected to take as long as the others do.
  /// Otherwise as [#admit(Deadline, Duration)].
  public Ticket admit(Deadline deadline) {
    return admit(deadline, Ticket.UNKNOWN, serviceTime.meanNanos());
  }

  /// Admits a request. Waits while the service is full.
  ///
  /// @param estimate of the time the request will be in work
  /// @return to be closed when the request has been computed
  /// @throws ComputeException OVERLOADED when too many requests wait already, when the requests
  ///   before it are expected to take longer than it has time left, or when the thread is
  ///   interrupted; DEADLINE_EXCEEDED when the time passes while waiting; CANCELLED when the
  ///   request is given up
  public Ticket admit(Deadline deadline, Duration estimate) {
    return admit(deadline, estimate.toNanos(), estimates.corrected(estimate.toNanos()));
  }

  private Ticket admit(Deadline deadline, long estimatedNanos, long expectedNanos) {
    long arrivedNanos = System.nanoTime();
    lock.lock();
    try {
      if (running < workLimit.current() && queue.isEmpty()) {
        enter(expectedNanos);
      } else {
        await(deadline, expectedNanos);
      }
    } finally {
      lock.unlock();
    }
    return new Ticket(arrivedNanos, estimatedNanos, expectedNanos);
  }

  /// Admits a tiny request without waiting, and counts it.
  public Ticket admitTiny() {
    tiny.incrementAndGet();
    return new Ticket(System.nanoTime(), Ticket.TINY, 0);
  }

  /// The time after which a request that was refused with this code may succeed. For
  /// MEMORY_EXHAUSTED it is the time in which a running request is likely to end, otherwise the
  /// expected wait of the requests that wait now. Whole seconds, at least one.
  public Duration retryAfter(ErrorCode code) {
    return switch (code) {
      case MEMORY_EXHAUSTED -> serviceTime.of(1);
      default -> ServiceTime.wholeSeconds((double) expectedWaitNanos());
    };
  }

  /// Requests in work, tiny ones not counted.
  public int running() {
    lock.lock();
    try {
      return running;
    } finally {
      lock.unlock();
    }
  }

  public int waiting() {
    lock.lock();
    try {
      return queue.size();
    } finally {
      lock.unlock();
    }
  }

  /// Requests in work, tiny ones included.
  public int computing() {
    return running() + tiny.get();
  }

  /// Places for requests that are not tiny: as many requests as it is useful to run now.
  public int places() {
    return workLimit.current();
  }

  private long expectedWaitNanos() {
    lock.lock();
    try {
      return expectedNanos();
    } finally {
      lock.unlock();
    }
  }

  /// The time that the requests in work and in the queue will take. Requests in work are taken to
  /// be half done on average.
  private long expectedNanos() {
    return (runningNanos / 2 + queuedNanos) / Math.max(1, workLimit.current());
  }

  private void enter(long nanos) {
    running++;
    runningNanos += nanos;
  }

  private void await(Deadline deadline, long nanos) {
    if (queue.size() >= limits.waiting()) {
      throw new ComputeException(
          ErrorCode.OVERLOADED,
          running + " requests are in work and " + limits.waiting() + " wait");
    }
    if (expectedNanos() > HOPELESS * deadline.remainingNanos() && deadline.remainingNanos() > 0) {
      throw new ComputeException(
          ErrorCode.OVERLOADED,
          "those before it will take about %d ms, more than the request has"
              .formatted(Duration.ofNanos(expectedNanos()).toMillis()));
    }
    Waiter waiter = new Waiter(nanos, lock.newCondition());
    queue.addLast(waiter);
    queuedNanos += nanos;
    boolean let = false;
    try {
      let = deadline.await(() -> waiter.awaitTurn(deadline));
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new ComputeException(ErrorCode.OVERLOADED, "the service is stopping", interruption);
    } finally {
      if (!let) {
        giveUp(waiter);
      }
    }
    if (!let) {
      throw new ComputeException(
          ErrorCode.DEADLINE_EXCEEDED, "the time passed while the request waited to be let in");
    }
  }

  /// Takes a waiting request out of the queue, or gives its place back if its turn has come
  /// meanwhile.
  private void giveUp(Waiter waiter) {
    if (waiter.entered) {
      leave(waiter.nanos);
    } else {
      queue.remove(waiter);
      queuedNanos -= waiter.nanos;
    }
  }

  private void leave(long nanos) {
    running--;
    runningNanos -= nanos;
    workLimit.adapt(System.nanoTime(), !queue.isEmpty());
    while (running < workLimit.current() && !queue.isEmpty()) {
      Waiter next = queue.removeFirst();
      queuedNanos -= next.nanos;
      enter(next.nanos);
      next.entered = true;
      next.turn.signal();
    }
  }

  private void close(Ticket ticket) {
    if (ticket.estimatedNanos == Ticket.TINY) {
      tiny.decrementAndGet();
      return;
    }
    long tookNanos = System.nanoTime() - ticket.admittedNanos;
    serviceTime.add(tookNanos);
    estimates.add(ticket.estimatedNanos, tookNanos);
    lock.lock();
    try {
      leave(ticket.expectedNanos);
    } finally {
      lock.unlock();
    }
  }

  /// A waiting request.
  private static final class Waiter {
    private final long nanos;
    private final Condition turn;
    private boolean entered;

    private Waiter(long nanos, Condition turn) {
      this.nanos = nanos;
      this.turn = turn;
    }

    /// @return false when the time passes before the request's turn has come
    private boolean awaitTurn(Deadline deadline) throws InterruptedException {
      long leftNanos = deadline.remainingNanos();
      while (!entered && leftNanos > 0) {
        turn.awaitNanos(leftNanos);
        leftNanos = deadline.remainingNanos();
      }
      return entered;
    }
  }

  /// A request's place in the service. Closing it again does nothing.
  public final class Ticket implements AutoCloseable {
    private static final long TINY = -1;
    private static final long UNKNOWN = 0;

    private final long arrivedNanos;
    private final long admittedNanos = System.nanoTime();
    private final long estimatedNanos;
    private final long expectedNanos;
    private final AtomicBoolean open = new AtomicBoolean(true);

    private Ticket(long arrivedNanos, long estimatedNanos, long expectedNanos) {
      this.arrivedNanos = arrivedNanos;
      this.estimatedNanos = estimatedNanos;
      this.expectedNanos = expectedNanos;
    }

    /// Time spent waiting to be let in.
    public long waitedNanos() {
      return admittedNanos - arrivedNanos;
    }

    /// Time since the request was admitted.
    public long heldNanos() {
      return System.nanoTime() - admittedNanos;
    }

    @Override
    public void close() {
      if (open.compareAndSet(true, false)) {
        Admission.this.close(this);
      }
    }
  }
}

package io.parallax.executor.process;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.executor.Deadline;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The workers there are, and who has which: a [Starter] starts as many as are missing, and an
/// attendant of each says when it has ended. Thread safe.
final class Population {
  private static final Logger LOG = LoggerFactory.getLogger(Population.class);

  /// How often whoever waits looks whether the request is still wanted.
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final ProcessProperties properties;
  private final Starter starter;
  private final ReentrantLock lock = new ReentrantLock(true);
  private final Condition change = lock.newCondition();
  private final Set<Worker> starting = new HashSet<>();
  private final Set<Worker> ready = new HashSet<>();
  private final Deque<Worker> idle = new ArrayDeque<>();
  private final Set<Worker> dismissed = new HashSet<>();
  private int waiting;
  private long started;
  private long lost;
  private long retired;
  private boolean begun;
  private boolean closed;

  Population(ProcessProperties properties, Launcher launcher) {
    this.properties = properties;
    this.starter = new Starter(launcher, this);
  }

  void begin() {
    lock.lock();
    try {
      if (!begun && !closed) {
        begun = true;
        starter.start();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Takes as many idle workers as there are, up to a number, and at least one; just one while
  /// others wait. New ones whose loops are not compiled only where there is no other: all would
  /// wait for the one morsel that it claims.
  List<Worker> borrow(int most, Deadline deadline) {
    begin();
    lock.lock();
    waiting++;
    try {
      while (idle.isEmpty()) {
        requireHope();
        deadline.check();
        change.awaitNanos(Math.clamp(deadline.remainingNanos(), 1, LOOK_NANOS));
      }
      return take(waiting == 1 ? most : 1);
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new ComputeException(
          ErrorCode.DEADLINE_EXCEEDED, "the request was interrupted", interruption);
    } finally {
      waiting--;
      lock.unlock();
    }
  }

  private List<Worker> take(int most) {
    List<Worker> warm = idle.stream().filter(Worker::isWarm).limit(most).toList();
    List<Worker> taken = warm.isEmpty() ? idle.stream().limit(most).toList() : warm;
    idle.removeAll(taken);
    return taken;
  }

  /// Takes back a worker that has nothing to do.
  void giveBack(Worker worker) {
    lock.lock();
    try {
      if (worker.errands() >= properties.requests() || closed) {
        dismiss(worker);
      } else if (ready.contains(worker)) {
        idle.addFirst(worker);
      }
      change.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Replaces a worker that is idle.
  void retireIdle(Worker worker) {
    lock.lock();
    try {
      if (idle.remove(worker)) {
        dismiss(worker);
        change.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Every process there is, also those not ready yet.
  List<Worker> all() {
    lock.lock();
    try {
      List<Worker> all = new ArrayList<>(starting);
      all.addAll(ready);
      return all;
    } finally {
      lock.unlock();
    }
  }

  boolean isStarting(Worker worker) {
    lock.lock();
    try {
      return starting.contains(worker);
    } finally {
      lock.unlock();
    }
  }

  boolean awaitFull(Deadline deadline) {
    lock.lock();
    try {
      while (ready.size() < properties.count() && obstacle().isEmpty() && !deadline.isOver()) {
        change.awaitNanos(Math.clamp(deadline.remainingNanos(), 1, LOOK_NANOS));
      }
      return ready.size() >= properties.count();
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  PoolState state(long heapBytes, long sharedBytes) {
    lock.lock();
    try {
      return new PoolState(
          properties.count(),
          ready.size(),
          ready.size() - idle.size(),
          started,
          lost,
          retired,
          heapBytes,
          sharedBytes);
    } finally {
      lock.unlock();
    }
  }

  Optional<String> obstacle() {
    lock.lock();
    try {
      return ready.isEmpty() ? starter.obstacle() : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  void close() {
    List<Worker> all;
    lock.lock();
    try {
      closed = true;
      all = all();
      dismissed.addAll(all);
      idle.clear();
      change.signalAll();
    } finally {
      lock.unlock();
    }
    all.forEach(worker -> worker.kill("the service stops"));
    all.forEach(Worker::awaitEnd);
  }

  private void requireHope() {
    if (closed) {
      throw WorkerPool.unavailable("the service is stopping");
    }
    obstacle()
        .ifPresent(
            obstacle -> {
              throw WorkerPool.unavailable(obstacle);
            });
  }

  private void dismiss(Worker worker) {
    ready.remove(worker);
    dismissed.add(worker);
    retired++;
    worker.dismiss();
  }

  /// A process has been started.
  void begun(Worker worker) {
    lock.lock();
    try {
      starting.add(worker);
      started++;
    } finally {
      lock.unlock();
    }
  }

  /// A process is ready.
  ///
  /// @return whether there is use for it
  boolean arrived(Worker worker) {
    lock.lock();
    try {
      boolean welcome = starting.remove(worker) && !closed;
      if (welcome) {
        ready.add(worker);
        idle.addLast(worker);
      }
      change.signalAll();
      return welcome;
    } finally {
      lock.unlock();
    }
  }

  /// A process is gone.
  void ended(Worker worker, Attendant.LastWords last) {
    lock.lock();
    try {
      starting.remove(worker);
      ready.remove(worker);
      idle.remove(worker);
      if (!dismissed.remove(worker) && !closed) {
        lost++;
        LOG.warn("Worker {} ended: {}", worker.pid(), last.text(worker.verdict()));
      }
      change.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// How many workers to start now; 0 when the pool is closed.
  int awaitMissing() {
    lock.lock();
    try {
      while (!closed) {
        int missing = properties.count() - ready.size() - starting.size();
        if (missing > 0) {
          return missing;
        }
        change.awaitUninterruptibly();
      }
      return 0;
    } finally {
      lock.unlock();
    }
  }

  /// Waits, but not longer than until the pool is closed.
  void awaitClosed(Duration longest) {
    lock.lock();
    try {
      long left = longest.toNanos();
      while (left > 0 && !closed) {
        left = change.awaitNanos(left);
      }
    } catch (InterruptedException impossible) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  boolean isOpen() {
    lock.lock();
    try {
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  /// Has those look who wait for a change.
  void wake() {
    lock.lock();
    try {
      change.signalAll();
    } finally {
      lock.unlock();
    }
  }
}

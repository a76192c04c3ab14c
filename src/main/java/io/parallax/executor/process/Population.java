package io.parallax.executor.process;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.executor.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The workers there are, and who waits for what of them: a [Starter] for places to fill, requests
/// for workers, and an attendant of each for its end. Thread safe; the [Roster] is what it guards.
final class Population {
  private static final Logger LOG = LoggerFactory.getLogger(Population.class);

  /// How often whoever waits looks whether the request is still wanted.
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final ProcessProperties properties;
  private final Starter starter;
  private final ReentrantLock lock = new ReentrantLock(true);
  private final Condition change = lock.newCondition();
  private final Roster roster = new Roster();
  private int waiting;
  private boolean begun;

  Population(ProcessProperties properties, Launcher launcher) {
    this.properties = properties;
    this.starter = new Starter(launcher, this);
  }

  void begin() {
    lock.lock();
    try {
      if (!begun && !roster.isClosed()) {
        begun = true;
        starter.start();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Takes as many idle workers as there are, up to a number, and at least one; just one while
  /// others wait.
  List<Worker> borrow(int most, Deadline deadline) {
    begin();
    lock.lock();
    waiting++;
    try {
      while (!roster.hasIdle()) {
        requireHope();
        deadline.check();
        change.awaitNanos(Math.clamp(deadline.remainingNanos(), 1, LOOK_NANOS));
      }
      return roster.take(waiting == 1 ? most : 1);
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new ComputeException(
          ErrorCode.DEADLINE_EXCEEDED, "the request was interrupted", interruption);
    } finally {
      waiting--;
      lock.unlock();
    }
  }

  /// Takes back a worker that has nothing to do.
  void giveBack(Worker worker) {
    lock.lock();
    try {
      if (worker.errands() >= properties.requests() || roster.isClosed()) {
        roster.dismiss(worker);
      } else {
        roster.giveBack(worker);
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
      if (roster.isIdle(worker)) {
        roster.dismiss(worker);
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
      return roster.all();
    } finally {
      lock.unlock();
    }
  }

  boolean isStarting(Worker worker) {
    lock.lock();
    try {
      return roster.isStarting(worker);
    } finally {
      lock.unlock();
    }
  }

  boolean awaitFull(Deadline deadline) {
    lock.lock();
    try {
      while (roster.readyCount() < properties.count()
          && obstacle().isEmpty()
          && !deadline.isOver()) {
        change.awaitNanos(Math.clamp(deadline.remainingNanos(), 1, LOOK_NANOS));
      }
      return roster.readyCount() >= properties.count();
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
      return roster.state(properties.count(), heapBytes, sharedBytes);
    } finally {
      lock.unlock();
    }
  }

  Optional<String> obstacle() {
    lock.lock();
    try {
      return roster.readyCount() == 0 ? starter.obstacle() : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  void close() {
    List<Worker> all;
    lock.lock();
    try {
      all = roster.close();
      change.signalAll();
    } finally {
      lock.unlock();
    }
    all.forEach(worker -> worker.kill("the service stops"));
    all.forEach(Worker::awaitEnd);
  }

  private void requireHope() {
    if (roster.isClosed()) {
      throw WorkerPool.unavailable("the service is stopping");
    }
    obstacle()
        .ifPresent(
            obstacle -> {
              throw WorkerPool.unavailable(obstacle);
            });
  }

  /// A process has been started.
  void begun(Worker worker) {
    lock.lock();
    try {
      roster.begun(worker);
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
      boolean welcome = roster.arrived(worker);
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
      if (roster.ended(worker)) {
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
      while (!roster.isClosed()) {
        int missing = roster.missing(properties.count());
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
      while (left > 0 && !roster.isClosed()) {
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
      return !roster.isClosed();
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

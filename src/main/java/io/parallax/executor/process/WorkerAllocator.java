package io.parallax.executor.process;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.limit.Deadline;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The workers there are, and who waits for what of them: a [WorkerStarter] for places to fill,
/// requests for workers, and an attendant of each for its end. Thread safe; the [WorkerStates] is
/// what it guards.
final class WorkerAllocator {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerAllocator.class);

  /// How often whoever waits looks whether the request is still wanted.
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final ProcessProperties properties;
  private final WorkerStarter starter;
  private final ReentrantLock lock = new ReentrantLock(true);
  private final Condition change = lock.newCondition();
  private final WorkerStates roster = new WorkerStates();
  private int waiting;
  private boolean begun;

  WorkerAllocator(ProcessProperties properties, Launcher launcher) {
    this.properties = properties;
    this.starter = new WorkerStarter(launcher, this);
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

  /// Processes that are to end by themselves and have not yet.
  List<Worker> dismissed() {
    lock.lock();
    try {
      return roster.dismissed();
    } finally {
      lock.unlock();
    }
  }

  /// The attempt that a worker is part of; null for one that is ready or has ended.
  @Nullable Launch launchOf(Worker worker) {
    lock.lock();
    try {
      return roster.launchOf(worker);
    } finally {
      lock.unlock();
    }
  }

  /// Whether any process has been about to be started since before a moment.
  boolean isLaunchingSince(long momentNanos) {
    lock.lock();
    try {
      return roster.isLaunchingSince(momentNanos);
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
  ///
  /// @return whether there is use for it
  boolean begun(Launch launch, Worker worker) {
    lock.lock();
    try {
      return roster.begun(launch, worker);
    } finally {
      lock.unlock();
    }
  }

  /// No process could be started.
  void abandoned(Launch launch) {
    lock.lock();
    try {
      roster.abandoned(launch);
      change.signalAll();
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
  void ended(Worker worker, StandardErrorReader.LastWords last) {
    lock.lock();
    try {
      if (roster.isStarting(worker) && !roster.isClosed()) {
        starter.failed(last.gist(worker.verdict()));
      }
      if (roster.ended(worker)) {
        LOG.warn("Worker {} ended: {}", worker.pid(), last.text(worker.verdict()));
      }
      change.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Waits until a worker is missing.
  ///
  /// @return false when the pool is closed
  boolean awaitVacancy() {
    lock.lock();
    try {
      while (!roster.isClosed() && roster.missing(properties.count()) <= 0) {
        change.awaitUninterruptibly();
      }
      return !roster.isClosed();
    } finally {
      lock.unlock();
    }
  }

  /// Counts the workers that are missing as being started.
  ///
  /// @return an attempt for each
  List<Launch> fill(Launch attempt) {
    lock.lock();
    try {
      int missing = roster.isClosed() ? 0 : roster.missing(properties.count());
      List<Launch> launches = Collections.nCopies(Math.max(0, missing), attempt);
      launches.forEach(roster::launching);
      return launches;
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
}

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

/// Keeps the workers, and the threads that wait for them: a [WorkerStarter] waits until a worker is
/// missing, requests wait for idle workers. A [StandardErrorReader] for each worker reports its
/// end. Thread safe: a lock guards the [WorkerStates].
final class WorkerAllocator {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerAllocator.class);

  /// How often a waiting thread checks its deadline and whether a worker can be started.
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final ProcessProperties properties;
  private final WorkerStarter starter;
  private final ReentrantLock lock = new ReentrantLock(true);
  private final Condition change = lock.newCondition();
  private final WorkerStates workerStates = new WorkerStates();
  private int waiting;
  private boolean begun;

  WorkerAllocator(ProcessProperties properties, Launcher launcher) {
    this.properties = properties;
    this.starter = new WorkerStarter(launcher, this);
  }

  void begin() {
    lock.lock();
    try {
      if (!begun && !workerStates.isClosed()) {
        begun = true;
        starter.start();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Borrows idle workers: as many as are idle, up to `most`; only one while other requests wait.
  /// Waits until one worker is idle.
  List<Worker> borrow(int most, Deadline deadline) {
    begin();
    lock.lock();
    waiting++;
    try {
      while (!workerStates.hasIdle()) {
        requireHope();
        deadline.check();
        change.awaitNanos(Math.clamp(deadline.remainingNanos(), 1, LOOK_NANOS));
      }
      return workerStates.take(waiting == 1 ? most : 1);
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new ComputeException(
          ErrorCode.DEADLINE_EXCEEDED, "the request was interrupted", interruption);
    } finally {
      waiting--;
      lock.unlock();
    }
  }

  /// Takes back a worker that has no work.
  void giveBack(Worker worker) {
    lock.lock();
    try {
      if (worker.errands() >= properties.requests() || workerStates.isClosed()) {
        workerStates.dismiss(worker);
      } else {
        workerStates.giveBack(worker);
      }
      change.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Replaces a worker if it is idle.
  void retireIdle(Worker worker) {
    lock.lock();
    try {
      if (workerStates.isIdle(worker)) {
        workerStates.dismiss(worker);
        change.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /// All workers, including those that are not ready yet; without the dismissed ones.
  List<Worker> all() {
    lock.lock();
    try {
      return workerStates.all();
    } finally {
      lock.unlock();
    }
  }

  /// Workers that were told to end by themselves and have not ended yet.
  List<Worker> dismissed() {
    lock.lock();
    try {
      return workerStates.dismissed();
    } finally {
      lock.unlock();
    }
  }

  /// The start attempt of a worker that is not ready yet; null for a worker that is ready or has
  /// ended.
  @Nullable Launch launchOf(Worker worker) {
    lock.lock();
    try {
      return workerStates.launchOf(worker);
    } finally {
      lock.unlock();
    }
  }

  /// Whether the start of any process began before a moment and has not produced the process yet.
  boolean isLaunchingSince(long momentNanos) {
    lock.lock();
    try {
      return workerStates.isLaunchingSince(momentNanos);
    } finally {
      lock.unlock();
    }
  }

  boolean awaitFull(Deadline deadline) {
    lock.lock();
    try {
      while (workerStates.readyCount() < properties.count()
          && obstacle().isEmpty()
          && !deadline.isOver()) {
        change.awaitNanos(Math.clamp(deadline.remainingNanos(), 1, LOOK_NANOS));
      }
      return workerStates.readyCount() >= properties.count();
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
      return workerStates.state(properties.count(), heapBytes, sharedBytes);
    } finally {
      lock.unlock();
    }
  }

  Optional<String> obstacle() {
    lock.lock();
    try {
      return workerStates.readyCount() == 0 ? starter.obstacle() : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  void close() {
    List<Worker> all;
    lock.lock();
    try {
      all = workerStates.close();
      change.signalAll();
    } finally {
      lock.unlock();
    }
    all.forEach(worker -> worker.kill("the service stops"));
    all.forEach(Worker::awaitEnd);
  }

  private void requireHope() {
    if (workerStates.isClosed()) {
      throw WorkerPool.unavailable("the service is stopping");
    }
    obstacle()
        .ifPresent(
            obstacle -> {
              throw WorkerPool.unavailable(obstacle);
            });
  }

  /// Records that a process has been started.
  ///
  /// @return whether the worker is needed
  boolean begun(Launch launch, Worker worker) {
    lock.lock();
    try {
      return workerStates.begun(launch, worker);
    } finally {
      lock.unlock();
    }
  }

  /// Records that the process of an attempt could not be started.
  void abandoned(Launch launch) {
    lock.lock();
    try {
      workerStates.abandoned(launch);
      change.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Records that a worker is ready.
  ///
  /// @return whether the worker is needed
  boolean arrived(Worker worker) {
    lock.lock();
    try {
      boolean welcome = workerStates.arrived(worker);
      change.signalAll();
      return welcome;
    } finally {
      lock.unlock();
    }
  }

  /// Records that a worker's process has ended.
  void ended(Worker worker, StandardErrorReader.LastWords last) {
    lock.lock();
    try {
      if (workerStates.isStarting(worker) && !workerStates.isClosed()) {
        starter.failed(last.gist(worker.verdict()));
      }
      if (workerStates.ended(worker)) {
        LOG.warn("Worker {} ended: {}", worker.pid(), last.text(worker.verdict()));
      }
      change.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Waits until a worker is missing.
  ///
  /// @return true when a worker is missing; false when the pool is closed
  boolean awaitVacancy() {
    lock.lock();
    try {
      while (!workerStates.isClosed() && workerStates.missing(properties.count()) <= 0) {
        change.awaitUninterruptibly();
      }
      return !workerStates.isClosed();
    } finally {
      lock.unlock();
    }
  }

  /// Counts all missing workers as being started.
  ///
  /// @return one attempt for each missing worker
  List<Launch> fill(Launch attempt) {
    lock.lock();
    try {
      int missing = workerStates.isClosed() ? 0 : workerStates.missing(properties.count());
      List<Launch> launches = Collections.nCopies(Math.max(0, missing), attempt);
      launches.forEach(workerStates::launching);
      return launches;
    } finally {
      lock.unlock();
    }
  }

  /// Waits for the given time, or until the pool is closed.
  void awaitClosed(Duration longest) {
    lock.lock();
    try {
      long left = longest.toNanos();
      while (left > 0 && !workerStates.isClosed()) {
        left = change.awaitNanos(left);
      }
    } catch (InterruptedException impossible) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }
}

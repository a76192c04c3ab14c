package io.parallax.executor.process;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// The thread that supervises the workers: it kills workers that hang or do not stop, and replaces
/// workers whose memory has grown too much.
final class WorkerMonitor {
  private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /// Periods between two checks of the processes' sizes.
  private static final int PERIODS_PER_SIZE = 100;

  /// The time without processor time after which a starting worker counts as stopped or waiting. A
  /// worker that starts computes all the time.
  private static final long EFFORTLESS_NANOS = TimeUnit.SECONDS.toNanos(1);

  /// A worker that still computes after this many times the limit for a start is killed, because it
  /// will never be ready.
  private static final int HOPELESS_STARTS = 12;

  /// A worker whose code is not compiled may take this many times the usual time to stop. Its
  /// successor would be no faster and would be killed, too.
  private static final int COLD_GRACES = 4;

  private final ProcessProperties properties;
  private final WorkerAllocator allocator;
  private final Thread thread;
  private volatile boolean closed;

  WorkerMonitor(ProcessProperties properties, WorkerAllocator allocator) {
    this.properties = properties;
    this.allocator = allocator;
    this.thread = Thread.ofPlatform().daemon().name("worker-watch").start(this::run);
  }

  void close() {
    closed = true;
    LockSupport.unpark(thread);
  }

  private void run() {
    for (int period = 0; !closed; period++) {
      long nowNanos = System.nanoTime();
      for (Worker worker : allocator.all()) {
        look(worker, nowNanos);
        if (period % PERIODS_PER_SIZE == 0
            && ProcessStatus.bytes(worker.pid(), ProcessStatus.RESIDENT)
                > properties.resident().toBytes()) {
          allocator.retireIdle(worker);
        }
      }
      allocator.dismissed().forEach(worker -> requireSigns(worker, nowNanos));
      if (allocator.isLaunchingSince(nowNanos - properties.start().toNanos())) {
        UnstartedChildren.end();
      }
      LockSupport.parkNanos(PERIOD_NANOS);
    }
  }

  private void look(Worker worker, long nowNanos) {
    Launch launch = allocator.launchOf(worker);
    if (launch == null) {
      requireSigns(worker, nowNanos);
      requireProgress(worker, nowNanos);
      return;
    }
    WorkerActivity activity = worker.activity();
    activity.observeEffort(worker.processorTime(), nowNanos);
    if (activity.hasBegun()) {
      requireSigns(worker, nowNanos);
    } else {
      requireSign(worker, activity.effortlessNanos(nowNanos));
    }
    requireStart(worker, nowNanos - launch.beganNanos(), nowNanos);
  }

  private void requireStart(Worker worker, long ageNanos, long nowNanos) {
    long limitNanos = properties.start().toNanos();
    boolean idle = worker.activity().effortlessNanos(nowNanos) > EFFORTLESS_NANOS;
    if ((ageNanos > limitNanos && idle) || ageNanos / HOPELESS_STARTS > limitNanos) {
      worker.kill(
          "it did not become ready within " + TimeUnit.NANOSECONDS.toMillis(ageNanos) + " ms");
    }
  }

  private void requireSigns(Worker worker, long nowNanos) {
    WorkerActivity activity = worker.activity();
    activity.observe(nowNanos);
    requireSign(worker, activity.silentNanos(nowNanos));
  }

  private void requireSign(Worker worker, long silentNanos) {
    if (silentNanos > properties.silence().toNanos()) {
      worker.kill("it showed no sign of life for " + properties.silence().toMillis() + " ms");
    }
  }

  private long graceNanos(Worker worker) {
    return properties.grace().toNanos() * (worker.isWarm() ? 1 : COLD_GRACES);
  }

  private void requireProgress(Worker worker, long nowNanos) {
    WorkerActivity activity = worker.activity();
    RunningStep runningStep = worker.runningStep();
    if (runningStep == null) {
      return;
    }
    if (runningStep.overdueNanos(nowNanos) > graceNanos(worker)) {
      worker.kill("it did not stop in time when its request was over");
    } else if (runningStep.isBounded()
        && activity.idleNanos(nowNanos) > properties.stuck().toNanos()) {
      worker.kill("its work did not go on for " + properties.stuck().toMillis() + " ms");
    }
  }
}

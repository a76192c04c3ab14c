package io.parallax.executor.process;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// The thread that looks after the workers: kills those that hang or do not stop, and has those
/// replaced that have grown too much.
final class Watch {
  private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /// Periods between two looks at the size of processes.
  private static final int PERIODS_PER_SIZE = 100;

  /// A new process that says nothing for so long will never do.
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final ProcessProperties properties;
  private final Population population;
  private final Thread thread;
  private volatile boolean closed;

  Watch(ProcessProperties properties, Population population) {
    this.properties = properties;
    this.population = population;
    this.thread = Thread.ofPlatform().daemon().name("worker-watch").start(this::run);
  }

  void close() {
    closed = true;
    LockSupport.unpark(thread);
  }

  private void run() {
    for (int period = 0; !closed; period++) {
      for (Worker worker : population.all()) {
        look(worker, System.nanoTime());
        if (period % PERIODS_PER_SIZE == 0
            && ProcessStatus.bytes(worker.pid(), ProcessStatus.RESIDENT)
                > properties.resident().toBytes()) {
          population.retireIdle(worker);
        }
      }
      LockSupport.parkNanos(PERIOD_NANOS);
    }
  }

  private void look(Worker worker, long nowNanos) {
    Vitals vitals = worker.vitals();
    vitals.observe(nowNanos);
    long silent = vitals.silentNanos(nowNanos);
    if (population.isStarting(worker)) {
      if (silent > START_LIMIT.toNanos()) {
        worker.kill("it did not become ready");
      }
      return;
    }
    if (silent > properties.silence().toNanos()) {
      worker.kill("it showed no sign of life for " + properties.silence().toMillis() + " ms");
      return;
    }
    Errand errand = worker.errand();
    if (errand == null) {
      return;
    }
    if (errand.overdueNanos(nowNanos) > properties.grace().toNanos()) {
      worker.kill("it did not stop in time when its request was over");
    } else if (vitals.idleNanos(nowNanos) > properties.stuck().toNanos()) {
      worker.kill("its work did not go on for " + properties.stuck().toMillis() + " ms");
    }
  }
}

package io.parallax.executor.process;

import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts as many workers as are missing, as long as the pool is open. Workers start side by side:
/// each has a thread that starts it and waits until it is ready, so a worker that does not become
/// ready delays no other.
final class WorkerStarter {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerStarter.class);

  private final Launcher launcher;
  private final WorkerAllocator allocator;
  private final StartFailures startFailures = new StartFailures();

  WorkerStarter(Launcher launcher, WorkerAllocator allocator) {
    this.launcher = launcher;
    this.allocator = allocator;
  }

  void start() {
    Thread.ofPlatform().daemon().name("worker-starter").start(this::run);
  }

  /// Why no worker can be started, as far as is known; empty while one may start.
  Optional<String> obstacle() {
    return startFailures.obstacle();
  }

  private void run() {
    long lastNanos = System.nanoTime();
    while (allocator.awaitVacancy()) {
      long waitedNanos = System.nanoTime() - lastNanos;
      allocator.awaitClosed(startFailures.pause().minusNanos(waitedNanos));
      lastNanos = System.nanoTime();
      allocator.fill(new Launch(lastNanos)).forEach(this::begin);
    }
  }

  private void begin(Launch launch) {
    Thread.ofPlatform().daemon().name("worker-start").start(() -> launch(launch));
  }

  private void launch(Launch launch) {
    try {
      Launcher.Launched launched = launcher.launch();
      Worker worker = launched.worker();
      boolean wanted = allocator.begun(launch, worker);
      var _ =
          StandardErrorReader.start(
              worker.process(),
              last -> {
                launcher.release(launched.place());
                allocator.ended(worker, last);
              });
      if (wanted) {
        welcome(worker);
      } else {
        worker.kill("the service stops");
      }
    } catch (IOException | RuntimeException refused) {
      failed(refused.toString());
      allocator.abandoned(launch);
    }
  }

  private void welcome(Worker worker) {
    try {
      worker.awaitReady();
      if (allocator.arrived(worker)) {
        startFailures.clear();
      } else {
        worker.kill("the service stops");
      }
    } catch (LostWorkerException _) {
      // The reader of its standard error reports the failure with the lines that it read.
    }
  }

  /// Records that a worker ended before it was ready.
  void failed(String reason) {
    LOG.warn("A worker could not be started: {}", reason);
    startFailures.add(reason);
  }
}

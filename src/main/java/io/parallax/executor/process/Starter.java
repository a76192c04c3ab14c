package io.parallax.executor.process;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The thread that starts as many workers as are missing, as long as the pool is open.
final class Starter {
  private static final Logger LOG = LoggerFactory.getLogger(Starter.class);

  private final Launcher launcher;
  private final Population population;
  private final Setbacks setbacks = new Setbacks();

  Starter(Launcher launcher, Population population) {
    this.launcher = launcher;
    this.population = population;
  }

  void start() {
    Thread.ofPlatform().daemon().name("worker-starter").start(this::run);
  }

  /// Why none can be started, as far as is known.
  Optional<String> obstacle() {
    return setbacks.obstacle();
  }

  private void run() {
    for (int missing = population.awaitMissing();
        missing > 0;
        missing = population.awaitMissing()) {
      launch(missing).forEach(this::welcome);
      Duration pause = setbacks.pause();
      if (pause.isPositive()) {
        population.awaitClosed(pause);
      }
    }
  }

  /// A process, not ready yet, and what it will have said when it is gone.
  private record Newcomer(Worker worker, Future<Attendant.LastWords> end) {
    /// Why it ended, when it is about to or has.
    String reason() {
      try {
        return end.get().gist(worker.verdict());
      } catch (InterruptedException | ExecutionException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }

  private List<Newcomer> launch(int count) {
    List<Newcomer> launched = new ArrayList<>();
    try {
      while (launched.size() < count) {
        launched.add(launch());
      }
    } catch (IOException | RuntimeException refused) {
      failed(refused.toString());
    }
    return launched;
  }

  private Newcomer launch() throws IOException {
    Launcher.Launched launched = launcher.launch();
    Worker worker = launched.worker();
    population.begun(worker);
    Future<Attendant.LastWords> end =
        Attendant.start(
            worker.process(),
            last -> {
              launcher.release(launched.place());
              population.ended(worker, last);
            });
    return new Newcomer(worker, end);
  }

  private void welcome(Newcomer newcomer) {
    Worker worker = newcomer.worker();
    try {
      worker.awaitReady();
      if (population.arrived(worker)) {
        setbacks.clear();
      } else {
        worker.kill("the service stops");
      }
    } catch (LostWorkerException _) {
      failed(newcomer.reason());
    }
  }

  private void failed(String reason) {
    if (population.isOpen()) {
      LOG.warn("A worker could not be started: {}", reason);
      setbacks.add(reason);
      population.wake();
    }
  }
}

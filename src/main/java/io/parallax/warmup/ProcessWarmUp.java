package io.parallax.warmup;

import io.parallax.executor.process.WorkerPool;
import io.parallax.executor.process.WorkerProcesses;
import io.parallax.executor.process.WorkerProcesses.Opening;
import java.time.Duration;

/// Starts the worker processes before they are needed.
final class ProcessWarmUp implements WarmUpStep {
  private final WorkerProcesses processes;

  ProcessWarmUp(WorkerProcesses processes) {
    this.processes = processes;
  }

  @Override
  public String subject() {
    return "worker processes";
  }

  @Override
  public void warm(Duration limit) {
    if (processes.opening() instanceof Opening.Open(_, WorkerPool pool)
        && processes.properties().ahead()) {
      pool.begin();
      pool.awaitFull(limit);
    }
  }
}

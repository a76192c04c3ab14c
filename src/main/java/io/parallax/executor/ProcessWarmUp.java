package io.parallax.executor;

import io.parallax.executor.WorkerProcesses.Opening;
import io.parallax.executor.process.WorkerPool;
import java.time.Duration;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Has the workers started before they are needed.
@Component
@Order(3)
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

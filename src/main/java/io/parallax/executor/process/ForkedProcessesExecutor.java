package io.parallax.executor.process;

import io.parallax.executor.Execution;
import io.parallax.executor.IsolatableExecutor;
import io.parallax.executor.PlanExecutor;
import io.parallax.executor.Preparation;
import io.parallax.program.Program;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Runs morsels in worker processes, over memory that the workers share with the service.
@Component
public final class ForkedProcessesExecutor implements ProcessExecutor, IsolatableExecutor {
  private final WorkerRuns workers;

  public ForkedProcessesExecutor(WorkerRuns workers) {
    this.workers = workers;
  }

  @Override
  public String name() {
    return "forked-processes";
  }

  @Override
  public String description() {
    return "Worker processes over shared memory: a crash ends the worker, never the service.";
  }

  @Override
  public WorkerRuns workerRuns() {
    return workers;
  }

  @Override
  public Overhead overhead() {
    return ProcessExecutor.overhead(1);
  }

  @Override
  public Preparation preparation(Program program) {
    return program.source().isPresent()
        ? Preparation.READY
        : new Preparation.Refused("it was not lowered from texts, which is what a worker is sent");
  }

  @Override
  public PlanExecutor isolated() {
    return this;
  }

  @Override
  public Report execute(Execution execution) {
    return workers.run(execution, Optional.empty());
  }
}

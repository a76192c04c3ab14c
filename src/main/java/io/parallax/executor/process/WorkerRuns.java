package io.parallax.executor.process;

import io.parallax.executor.Execution;
import io.parallax.executor.PlanExecutor.Availability;
import io.parallax.executor.PlanExecutor.Report;
import io.parallax.executor.process.WorkerProcesses.Opening;
import io.parallax.memory.MemoryBudget;
import io.parallax.memory.SharedMemory;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Runs executions in worker processes, with either engine.
@Component
public final class WorkerRuns {
  /// From sending a step to a worker that waits until it has answered.
  static final double ROUND_TRIP_NANOS = 60_000;

  /// For the workers besides the first.
  static final double WORKER_NANOS = 20_000;

  /// Claiming a morsel from other processes, and handing over what it leaves.
  static final double MORSEL_NANOS = 500;

  private final WorkerProcesses processes;
  private final MemoryBudget budget;

  public WorkerRuns(WorkerProcesses processes, MemoryBudget budget) {
    this.processes = processes;
    this.budget = budget;
  }

  public Availability availability() {
    return switch (processes.opening()) {
      case Opening.Open _ -> Availability.AVAILABLE;
      case Opening.Unavailable(String reason) -> Availability.unavailable(reason);
    };
  }

  int parallelism() {
    return Math.max(1, processes.properties().count());
  }

  Optional<PoolState> state() {
    return processes.state();
  }

  /// Runs an execution to its end.
  ///
  /// @param kernels native ones for its loops; empty where workers interpret them
  public Report run(Execution execution, Optional<KernelImages> kernels) {
    return switch (processes.opening()) {
      case Opening.Open(SharedMemory memory, WorkerPool workers) ->
          new ProcessRun(
                  workers, memory.mapping(), execution, kernels, processes.properties().attempts())
              .run(budget);
      case Opening.Unavailable(String reason) -> throw new IllegalStateException(reason);
    };
  }
}

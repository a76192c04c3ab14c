package io.parallax.executor.process;

import io.parallax.executor.Execution;
import io.parallax.executor.PlanExecutor.Availability;
import io.parallax.executor.PlanExecutor.Report;
import io.parallax.executor.StopWords;
import io.parallax.executor.process.WorkerProcesses.Opening;
import io.parallax.memory.MemoryBudget;
import io.parallax.memory.SharedMemory;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Runs executions in worker processes, with either engine.
@Component
public final class WorkerRuns {
  /// The time from sending a step to a waiting worker until the worker has answered.
  static final double ROUND_TRIP_NANOS = 60_000;

  /// The time that is added to a step when more than one worker takes part.
  static final double WORKER_NANOS = 20_000;

  /// The time to claim a morsel among several processes, and to hand over the morsel's result.
  static final double MORSEL_NANOS = 500;

  private final WorkerProcesses processes;
  private final MemoryBudget budget;
  private final StopWords stops;

  public WorkerRuns(WorkerProcesses processes, MemoryBudget budget, StopWords stops) {
    this.processes = processes;
    this.budget = budget;
    this.stops = stops;
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
  /// @param kernels native kernels of the program's loops; empty where workers interpret the loops
  public Report run(Execution execution, Optional<KernelImages> kernels) {
    return switch (processes.opening()) {
      case Opening.Open(SharedMemory memory, WorkerPool workers) ->
          new ProcessRun(
                  workers,
                  memory.mapping(),
                  execution,
                  kernels,
                  processes.properties().attempts(),
                  stops)
              .run(budget);
      case Opening.Unavailable(String reason) -> throw new IllegalStateException(reason);
    };
  }
}

package io.parallax.executor;

import io.parallax.array.MemoryBudget;
import io.parallax.array.SharedMemory;
import io.parallax.executor.WorkerProcesses.Opening;
import io.parallax.executor.process.PoolState;
import io.parallax.executor.process.ProcessRun;
import io.parallax.executor.process.WorkerPool;
import io.parallax.executor.worker.Command.EngineKind;
import io.parallax.program.Program;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Runs morsels in worker processes, over memory they share with the service.
@Component
@Order(5)
final class ForkedProcessesExecutor implements PlanExecutor {
  /// From sending a step to a worker that waits until it has answered.
  private static final double ROUND_TRIP_NANOS = 60_000;

  /// For the workers besides the first.
  private static final double WORKER_NANOS = 20_000;

  /// Claiming a morsel from other processes, and handing over what it leaves.
  private static final double MORSEL_NANOS = 500;

  private final WorkerProcesses processes;
  private final MemoryBudget budget;
  private final CorePool pool;

  ForkedProcessesExecutor(WorkerProcesses processes, MemoryBudget budget, CorePool pool) {
    this.processes = processes;
    this.budget = budget;
    this.pool = pool;
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
  public Availability availability() {
    return switch (processes.opening()) {
      case Opening.Open _ -> Availability.AVAILABLE;
      case Opening.Unavailable(String reason) -> Availability.unavailable(reason);
    };
  }

  @Override
  public int maximumParallelism() {
    return Math.max(1, processes.properties().count());
  }

  @Override
  public Overhead overhead() {
    return new Overhead(WORKER_NANOS, MORSEL_NANOS, 1, ROUND_TRIP_NANOS);
  }

  @Override
  public Preparation preparation(Program program) {
    return program.question().isPresent()
        ? Preparation.READY
        : new Preparation.Refused("it was not lowered from texts, which is what a worker is sent");
  }

  @Override
  public boolean sharesMemory() {
    return true;
  }

  @Override
  public Optional<PoolState> workers() {
    return processes.state();
  }

  @Override
  public Report execute(Execution execution) {
    return switch (processes.opening()) {
      case Opening.Open(SharedMemory memory, WorkerPool workers) ->
          new ProcessRun(
                  workers,
                  memory.mapping(),
                  execution,
                  EngineKind.BLOCKS,
                  processes.properties().attempts())
              .run(budget);
      case Opening.Unavailable(String reason) -> throw new IllegalStateException(reason);
    };
  }

  /// In this process: what fills arrays is the service's own.
  @Override
  public void forEach(long count, int parallelism, Deadline deadline, LongConsumer task) {
    TaskGroup.run(count, Math.min(parallelism, pool.size()), deadline, pool, task);
  }
}

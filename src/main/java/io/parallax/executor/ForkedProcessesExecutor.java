package io.parallax.executor;

import io.parallax.executor.process.PoolState;
import io.parallax.program.Program;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Runs morsels in worker processes, over memory they share with the service.
@Component
@Order(5)
final class ForkedProcessesExecutor implements ProcessExecutor {
  private final WorkerRuns workers;
  private final CorePool pool;

  ForkedProcessesExecutor(WorkerRuns workers, CorePool pool) {
    this.workers = workers;
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
  public WorkerRuns workerRuns() {
    return workers;
  }

  @Override
  public Overhead overhead() {
    return ProcessExecutor.overhead(1);
  }

  @Override
  public Preparation preparation(Program program) {
    return program.question().isPresent()
        ? Preparation.READY
        : new Preparation.Refused("it was not lowered from texts, which is what a worker is sent");
  }

  @Override
  public Optional<PlanExecutor> isolated() {
    return Optional.of(this);
  }

  @Override
  public Optional<PoolState> workers() {
    return workers.state();
  }

  @Override
  public Report execute(Execution execution) {
    return workers.run(execution, Optional.empty());
  }

  /// In this process: what fills arrays is the service's own.
  @Override
  public void forEach(long count, int parallelism, Deadline deadline, LongConsumer task) {
    TaskGroup.run(count, Math.min(parallelism, pool.size()), deadline, pool, task);
  }
}

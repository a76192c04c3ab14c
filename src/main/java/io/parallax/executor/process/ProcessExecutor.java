package io.parallax.executor.process;

import io.parallax.executor.ArrayAccess;
import io.parallax.executor.PlanExecutor;
import java.util.Optional;

/// An executor whose morsels run in worker processes.
public interface ProcessExecutor extends PlanExecutor {
  WorkerRuns workerRuns();

  /// The state of the worker processes; empty where no worker process can be started.
  default Optional<PoolState> workers() {
    return workerRuns().state();
  }

  @Override
  default Availability availability() {
    return workerRuns().availability();
  }

  @Override
  default int maximumParallelism() {
    return workerRuns().parallelism();
  }

  @Override
  default ArrayAccess arrayAccess() {
    return ArrayAccess.SHARED;
  }

  /// The overhead of an executor in worker processes, with the given [Overhead#arithmetic].
  static Overhead overhead(double arithmetic) {
    return new Overhead(
        WorkerRuns.WORKER_NANOS, WorkerRuns.MORSEL_NANOS, arithmetic, WorkerRuns.ROUND_TRIP_NANOS);
  }
}

package io.parallax.executor;

/// An executor whose morsels run in worker processes.
interface ProcessExecutor extends PlanExecutor {
  WorkerRuns workerRuns();

  @Override
  default Availability availability() {
    return workerRuns().availability();
  }

  @Override
  default int maximumParallelism() {
    return workerRuns().parallelism();
  }

  @Override
  default boolean sharesMemory() {
    return true;
  }

  /// What such an executor adds, with that [Overhead#arithmetic].
  static Overhead overhead(double arithmetic) {
    return new Overhead(
        WorkerRuns.WORKER_NANOS, WorkerRuns.MORSEL_NANOS, arithmetic, WorkerRuns.ROUND_TRIP_NANOS);
  }
}

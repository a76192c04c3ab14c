package io.parallax.executor;

/// An executor whose programs can also run in worker processes, where a crash of a program does not
/// end the service.
public interface IsolatableExecutor extends PlanExecutor {
  /// The same strategy in worker processes; this executor itself if it always runs in worker
  /// processes.
  PlanExecutor isolated();
}

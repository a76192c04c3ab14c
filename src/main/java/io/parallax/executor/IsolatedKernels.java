package io.parallax.executor;

import io.parallax.executor.worker.Command.EngineKind;
import io.parallax.kernel.llvm.LlvmEngine;
import io.parallax.program.Program;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongConsumer;

/// The executor of native kernels, in worker processes. Each worker compiles what it runs itself,
/// when it first meets it; so a program counts as ready once it has taken as much time elsewhere as
/// compiling it takes, or has run here.
final class IsolatedKernels implements ProcessExecutor {
  private final PlanExecutor kernels;
  private final WorkerRuns workers;
  private final Ledger ledger = new Ledger(NativeProperties.LEDGER);

  /// @param kernels the executor in this process
  IsolatedKernels(PlanExecutor kernels, WorkerRuns workers) {
    this.kernels = kernels;
    this.workers = workers;
  }

  @Override
  public String name() {
    return kernels.name();
  }

  @Override
  public String description() {
    return kernels.description();
  }

  @Override
  public Availability availability() {
    Availability library = kernels.availability();
    return library.available() ? workers.availability() : library;
  }

  @Override
  public WorkerRuns workerRuns() {
    return workers;
  }

  @Override
  public Overhead overhead() {
    return ProcessExecutor.overhead(kernels.overhead().arithmetic());
  }

  @Override
  public Preparation preparation(Program program) {
    Optional<String> refusal = LlvmEngine.refusal(program);
    if (refusal.isPresent()) {
      return new Preparation.Refused(refusal.get());
    }
    double compileNanos = compileNanos(program);
    double spentNanos = ledger.spent(LlvmEngine.fingerprint(program));
    return spentNanos >= compileNanos
        ? Preparation.READY
        : new Preparation.Absent(compileNanos, spentNanos);
  }

  @Override
  public void ranElsewhere(Program program, Duration time) {
    ledger.add(LlvmEngine.fingerprint(program), (double) time.toNanos());
  }

  @Override
  public Report execute(Execution execution) {
    Report report = workers.run(execution, EngineKind.NATIVE);
    Program program = execution.program();
    ledger.add(LlvmEngine.fingerprint(program), compileNanos(program));
    return report;
  }

  @Override
  public void forEach(long count, int parallelism, Deadline deadline, LongConsumer task) {
    kernels.forEach(count, parallelism, deadline, task);
  }

  private static double compileNanos(Program program) {
    return program.loops().stream().mapToDouble(NativeDemand::nanos).sum();
  }
}

package io.parallax.executor.machinecode;

import io.parallax.executor.Execution;
import io.parallax.executor.Preparation;
import io.parallax.executor.process.KernelImages;
import io.parallax.executor.process.ProcessExecutor;
import io.parallax.executor.process.WorkerRuns;
import io.parallax.program.Program;
import java.util.Optional;

/// The executor of native kernels, in worker processes. Workers compile nothing: the service sends
/// them kernels that it has had compiled. Therefore this executor and [NativeKernelsExecutor] are
/// ready for the same programs.
public final class IsolatedKernels implements ProcessExecutor {
  private final NativeKernelsExecutor kernels;
  private final WorkerRuns workers;

  /// @param kernels the executor in this process
  public IsolatedKernels(NativeKernelsExecutor kernels, WorkerRuns workers) {
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
    return kernels.preparation(program);
  }

  @Override
  public Report execute(Execution execution) {
    long startNanos = System.nanoTime();
    KernelImages images = kernels.images(execution);
    long compileNanos = System.nanoTime() - startNanos;
    return workers.run(execution, Optional.of(images)).withCompile(compileNanos);
  }
}

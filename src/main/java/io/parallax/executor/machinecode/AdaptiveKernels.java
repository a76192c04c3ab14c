package io.parallax.executor.machinecode;

import io.parallax.executor.Execution;
import io.parallax.executor.PlanExecutor;
import io.parallax.executor.Preparation;
import io.parallax.executor.thread.CorePool;
import io.parallax.executor.thread.ProgramKernels;
import io.parallax.executor.thread.ProgramRunner;
import io.parallax.executor.thread.RoutineKernels;
import io.parallax.kernel.Kernel;
import io.parallax.kernel.llvm.Compilation;
import io.parallax.kernel.llvm.LlvmEngine;
import io.parallax.program.Loop;
import io.parallax.program.Program;
import io.parallax.program.Routine;
import java.util.concurrent.TimeUnit;

/// The executor of native kernels for programs that may take any time and are not compiled yet:
/// such a program begins in the code of the engines that compile nothing.
final class AdaptiveKernels implements PlanExecutor {
  private final NativeKernelsExecutor kernels;
  private final NativeDemand demand;
  private final ProgramRunner programs;
  private final CorePool pool;

  /// @param kernels the executor that compiles first
  AdaptiveKernels(
      NativeKernelsExecutor kernels, NativeDemand demand, ProgramRunner programs, CorePool pool) {
    this.kernels = kernels;
    this.demand = demand;
    this.programs = programs;
    this.pool = pool;
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
    return kernels.availability();
  }

  @Override
  public int maximumParallelism() {
    return kernels.maximumParallelism();
  }

  @Override
  public Overhead overhead() {
    return kernels.overhead();
  }

  @Override
  public Preparation preparation(Program program) {
    return kernels.preparation(program);
  }

  @Override
  public long scratchBytes(Program program, int parallelism) {
    return programs.scratchBytes(program, Math.min(parallelism, maximumParallelism()));
  }

  @Override
  public Report execute(Execution execution) {
    LlvmEngine llvm = kernels.llvm();
    long rentNanos = rentNanos(execution.program());
    ProgramKernels atOnce = programs.kernels();
    return programs.run(
        execution,
        new ProgramKernels() {
          @Override
          public Kernel kernel(Loop loop) {
            return llvm.compilation(loop) instanceof Compilation.Ready
                ? llvm.kernel(loop, execution.deadline().remainingNanos())
                : atOnce.kernel(loop);
          }

          @Override
          public RoutineKernels kernels(Routine routine) {
            return new ImprovingKernels(
                routine, atOnce.kernels(routine).current(), llvm, rentNanos);
          }
        },
        pool.size(),
        pool);
  }

  private long rentNanos(Program program) {
    return switch (demand.preparation(program, kernels.llvm())) {
      case Preparation.Absent(double compileNanos, double spentNanos) ->
          (long) Math.max(0, compileNanos - spentNanos);
      case Preparation.Ready _, Preparation.Compiling _ -> 0;
      case Preparation.Refused _ -> TimeUnit.DAYS.toNanos(1);
    };
  }
}

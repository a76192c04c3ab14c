package io.parallax.executor.machinecode;

import io.parallax.executor.AdaptiveExecutor;
import io.parallax.executor.Execution;
import io.parallax.executor.IsolatableExecutor;
import io.parallax.executor.PlanExecutor;
import io.parallax.executor.Preparation;
import io.parallax.executor.process.KernelImages;
import io.parallax.executor.process.WorkerRuns;
import io.parallax.executor.thread.CorePool;
import io.parallax.executor.thread.PlatformThreadsExecutor;
import io.parallax.executor.thread.ProgramKernels;
import io.parallax.executor.thread.ProgramRunner;
import io.parallax.executor.thread.RoutineKernels;
import io.parallax.kernel.Kernel;
import io.parallax.kernel.RoutineKernel;
import io.parallax.kernel.llvm.KernelImage;
import io.parallax.kernel.llvm.LlvmEngine;
import io.parallax.kernel.llvm.NativeListing;
import io.parallax.limit.Deadline;
import io.parallax.program.Invocation;
import io.parallax.program.Loop;
import io.parallax.program.Program;
import io.parallax.program.Routine;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/// Runs machine code compiled for the program, on the threads of the [CorePool] and on the calling
/// thread. A virtual thread that calls keeps its carrier while loops of a caller's function run.
@Component
public final class NativeKernelsExecutor
    implements CodeSource, IsolatableExecutor, AdaptiveExecutor {
  /// The time to enter the machine code, besides the costs of any kernel (measured: 116 ns).
  private static final double CALL_NANOS = 100;

  private static final double ARITHMETIC = 0.6;

  private final NativeEngine engine;
  private final Compilers compilers;
  private final NativeDemand demand;
  private final ProgramRunner programs;
  private final CorePool pool;
  private final PlanExecutor isolated;
  private final PlanExecutor adaptive;

  public NativeKernelsExecutor(
      NativeEngine engine,
      Compilers compilers,
      NativeDemand demand,
      ProgramRunner programs,
      CorePool pool,
      WorkerRuns workers) {
    this.engine = engine;
    this.compilers = compilers;
    this.demand = demand;
    this.programs = programs;
    this.pool = pool;
    this.isolated = new IsolatedKernels(this, workers);
    this.adaptive = new AdaptiveKernels(this, demand, programs, pool);
  }

  @Override
  public String name() {
    return "native-kernels";
  }

  @Override
  public String description() {
    return "Machine code compiled for the expression, on every core: what is asked for again.";
  }

  @Override
  public Availability availability() {
    return switch (engine.opening()) {
      case NativeEngine.Opening.Open _ -> Availability.AVAILABLE;
      case NativeEngine.Opening.Unavailable(String reason) -> Availability.unavailable(reason);
    };
  }

  @Override
  public int maximumParallelism() {
    return pool.size();
  }

  @Override
  public Overhead overhead() {
    return new Overhead(
        PlatformThreadsExecutor.START_NANOS, ProgramRunner.MORSEL_NANOS + CALL_NANOS, ARITHMETIC);
  }

  @Override
  public Preparation preparation(Program program) {
    return demand.preparation(program, llvm());
  }

  @Override
  public void ranElsewhere(Program program, Duration time) {
    engine.ifOpen().ifPresent(llvm -> demand.ranElsewhere(program, time, llvm));
  }

  @Override
  public PlanExecutor isolated() {
    return isolated;
  }

  @Override
  public PlanExecutor adaptive() {
    return adaptive;
  }

  @Override
  public Report execute(Execution execution) {
    LlvmEngine llvm = llvm();
    prepare(execution.program(), llvm);
    Deadline deadline = execution.deadline();
    return programs.run(
        execution,
        new ProgramKernels() {
          @Override
          public Kernel kernel(Loop loop) {
            return llvm.kernel(loop, deadline.remainingNanos());
          }

          @Override
          public RoutineKernels kernels(Routine routine) {
            RoutineKernel kernel = llvm.kernel(routine, deadline.remainingNanos());
            return () -> kernel;
          }
        },
        pool.size(),
        pool);
  }

  private static void prepare(Program program, LlvmEngine llvm) {
    program.loops().forEach(llvm::prepare);
    program.invocations().forEach(invocation -> llvm.prepare(invocation.routine()));
  }

  /// The kernels of an execution's program; waits until they are compiled.
  ///
  /// @throws io.parallax.error.ComputeException DEADLINE_EXCEEDED, or as [LlvmEngine#kernel(Loop,
  ///   long)]
  KernelImages images(Execution execution) {
    LlvmEngine llvm = llvm();
    Deadline deadline = execution.deadline();
    prepare(execution.program(), llvm);
    for (Loop loop : execution.program().loops()) {
      Kernel _ = llvm.kernel(loop, deadline.remainingNanos());
    }
    for (Invocation invocation : execution.program().invocations()) {
      RoutineKernel _ = llvm.kernel(invocation.routine(), deadline.remainingNanos());
    }
    return new KernelImages() {
      @Override
      public KernelImage runtime() {
        return llvm.runtimeImage();
      }

      @Override
      public KernelImage kernel(Loop loop) {
        return llvm.image(loop, deadline.remainingNanos());
      }

      @Override
      public List<KernelImage> kernels(Routine routine) {
        return llvm.images(routine, deadline.remainingNanos());
      }
    };
  }

  @Override
  public CompilerState compilers() {
    return compilers.state();
  }

  @Override
  public Code code(Loop loop) {
    NativeListing listing = llvm().listing(loop);
    return new Code(listing.ir(), listing.assembly());
  }

  @Override
  public List<Code> codes(Routine routine) {
    return llvm().listings(routine).stream()
        .map(listing -> new Code(listing.ir(), listing.assembly()))
        .toList();
  }

  LlvmEngine llvm() {
    return engine
        .ifOpen()
        .orElseThrow(() -> new IllegalStateException("native kernels are not available"));
  }
}

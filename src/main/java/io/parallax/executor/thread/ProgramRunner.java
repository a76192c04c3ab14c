package io.parallax.executor.thread;

import io.parallax.executor.Execution;
import io.parallax.executor.PlanExecutor;
import io.parallax.executor.PlanExecutor.Items;
import io.parallax.executor.StopWords;
import io.parallax.kernel.Engine;
import io.parallax.kernel.Kernel;
import io.parallax.kernel.LoopRun;
import io.parallax.kernel.RoutineEngine;
import io.parallax.kernel.RoutineKernel;
import io.parallax.kernel.interpreter.RoutineInterpreter;
import io.parallax.kernel.order.OrderStatistics;
import io.parallax.limit.Deadline;
import io.parallax.program.Invocation;
import io.parallax.program.ItemRanges;
import io.parallax.program.Loop;
import io.parallax.program.Morsels;
import io.parallax.program.OrderStatistic;
import io.parallax.program.Program;
import io.parallax.program.Routine;
import io.parallax.program.Step;
import java.util.Iterator;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Runs a program step by step. Executors differ in the crew that they pass to it.
///
/// A morsel is left out only when an element before it is known to have faulted. Morsels are
/// claimed in ascending order, so every morsel before the first fault runs. Therefore the reported
/// fault is the first of the loop, with any number of threads.
@Component
public final class ProgramRunner {
  /// The time to claim a morsel, check the deadline and enter the kernel (measured: 70 to 120 ns).
  public static final double MORSEL_NANOS = 150;

  private final Engine engine;
  private final RoutineEngine routines;
  private final StopWords stops;

  /// @param routines makes the kernels of callers' functions where no other engine is named
  /// @param stops stops loops of these functions in time
  @Autowired
  public ProgramRunner(Engine engine, RoutineEngine routines, StopWords stops) {
    this.engine = engine;
    this.routines = routines;
    this.stops = stops;
  }

  /// A runner whose functions are run by the interpreter.
  public ProgramRunner(Engine engine) {
    this(engine, new RoutineInterpreter(), new StopWords());
  }

  /// The most bytes of scratch memory that the program's steps take on `parallelism` threads. The
  /// steps run one after the other.
  public long scratchBytes(Program program, int parallelism) {
    return program.steps().stream()
        .mapToLong(step -> scratchBytes(step, parallelism))
        .max()
        .orElse(0);
  }

  private long scratchBytes(Step step, int parallelism) {
    return switch (step) {
      case Loop loop -> Math.min(parallelism, loop.morsels().count()) * engine.scratchBytes(loop);
      case Invocation invocation ->
          ItemRanges.of(invocation.itemCount(), parallelism).workers(parallelism)
              * routines.scratchBytes(invocation.routine());
      case OrderStatistic _ -> 0;
    };
  }

  /// The kernels of the engines that compile nothing.
  public ProgramKernels kernels() {
    return new ProgramKernels() {
      @Override
      public Kernel kernel(Loop loop) {
        return engine.kernel(loop);
      }

      @Override
      public RoutineKernels kernels(Routine routine) {
        RoutineKernel kernel = routines.kernel(routine);
        return () -> kernel;
      }
    };
  }

  /// Runs an execution with the kernels of the engines that compile nothing.
  ///
  /// @param most the most threads that the executor gives to one request, the calling thread
  ///   included
  public PlanExecutor.Report run(Execution execution, int most, Crew crew) {
    return run(execution, kernels(), most, crew);
  }

  /// Runs an execution with kernels of other engines.
  public PlanExecutor.Report run(Execution execution, ProgramKernels kernels, int most, Crew crew) {
    int parallelism = Math.min(most, execution.parallelism());
    long startNanos = System.nanoTime();
    Program program = execution.program();
    Iterator<Kernel> loops = program.loops().stream().map(kernels::kernel).toList().iterator();
    Iterator<RoutineKernels> items =
        program.invocations().stream()
            .map(invocation -> kernels.kernels(invocation.routine()))
            .toList()
            .iterator();
    long compiledNanos = System.nanoTime();
    long morsels = 0;
    Optional<Items> ran = Optional.empty();
    for (Step step : program.steps()) {
      switch (step) {
        case Loop loop -> morsels += run(loop, loops.next(), execution, parallelism, crew);
        case OrderStatistic order -> run(order, execution, parallelism, crew);
        case Invocation invocation -> {
          Items these =
              InvocationTasks.run(invocation, items.next(), execution, parallelism, stops, crew);
          ran = Optional.of(ran.map(before -> before.and(these)).orElse(these));
        }
      }
    }
    long endNanos = System.nanoTime();
    return new PlanExecutor.Report(
        parallelism, morsels, ran, 0, compiledNanos - startNanos, endNanos - compiledNanos);
  }

  /// @return the number of morsels
  private static long run(
      Loop loop, Kernel kernel, Execution execution, int parallelism, Crew crew) {
    Deadline deadline = execution.deadline();
    LoopRun run = new LoopRun(execution.program(), loop, execution.frame(), deadline::isOver);
    Morsels morsels = run.morsels();
    TaskGroup.run(
        morsels.count(),
        parallelism,
        deadline,
        crew,
        index -> {
          if (!run.faultedBefore(morsels.firstElement(index))) {
            kernel.run(run, morsels.get(index));
          }
        });
    // A morsel may have been left undone.
    deadline.check();
    run.finish();
    return morsels.count();
  }

  private static void run(OrderStatistic order, Execution execution, int parallelism, Crew crew) {
    OrderStatistics.run(
        execution.program(),
        order,
        execution.frame(),
        (count, piece) ->
            TaskGroup.run(
                count,
                parallelism,
                execution.deadline(),
                crew,
                index -> piece.accept(Math.toIntExact(index))));
  }
}

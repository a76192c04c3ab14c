package io.parallax.executor.thread;

import io.parallax.executor.Execution;
import io.parallax.executor.PlanExecutor;
import io.parallax.kernel.Engine;
import io.parallax.kernel.InvocationRun;
import io.parallax.kernel.Kernel;
import io.parallax.kernel.LoopRun;
import io.parallax.kernel.RoutineKernel;
import io.parallax.kernel.interpreter.RoutineInterpreter;
import io.parallax.kernel.order.OrderStatistics;
import io.parallax.limit.Deadline;
import io.parallax.program.Invocation;
import io.parallax.program.Loop;
import io.parallax.program.Morsels;
import io.parallax.program.OrderStatistic;
import io.parallax.program.Program;
import io.parallax.program.Step;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
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

  public ProgramRunner(Engine engine) {
    this.engine = engine;
  }

  /// The most bytes of scratch memory that the program's steps take on `parallelism` threads. The
  /// steps run one after the other.
  long scratchBytes(Program program, int parallelism) {
    long most = 0;
    for (Step step : program.steps()) {
      if (step instanceof Loop loop) {
        long threads = Math.min(parallelism, loop.morsels().count());
        most = Math.max(most, threads * engine.scratchBytes(loop));
      }
    }
    return most;
  }

  /// Runs an execution with the kernels of the engine that compiles nothing.
  ///
  /// @param most the most threads that the executor gives to one request, the calling thread
  ///   included
  public PlanExecutor.Report run(Execution execution, int most, Crew crew) {
    return run(execution, engine::kernel, most, crew);
  }

  /// Runs an execution with kernels of another engine.
  ///
  /// @param makeKernel makes the kernel of a loop
  public PlanExecutor.Report run(
      Execution execution, Function<Loop, Kernel> makeKernel, int most, Crew crew) {
    int parallelism = Math.min(most, execution.parallelism());
    long startNanos = System.nanoTime();
    List<Kernel> kernels = kernels(execution.program(), makeKernel);
    long compiledNanos = System.nanoTime();
    Iterator<Kernel> next = kernels.iterator();
    long morsels = 0;
    for (Step step : execution.program().steps()) {
      switch (step) {
        case Loop loop -> morsels += run(loop, next.next(), execution, parallelism, crew);
        case OrderStatistic order -> run(order, execution, parallelism, crew);
        case Invocation invocation -> morsels += run(invocation, execution, parallelism, crew);
      }
    }
    long endNanos = System.nanoTime();
    return new PlanExecutor.Report(
        parallelism, morsels, 0, compiledNanos - startNanos, endNanos - compiledNanos);
  }

  /// The kernels of the program's loops, in order.
  private static List<Kernel> kernels(Program program, Function<Loop, Kernel> makeKernel) {
    List<Kernel> kernels = new ArrayList<>(program.steps().size());
    for (Step step : program.steps()) {
      switch (step) {
        case Loop loop -> kernels.add(makeKernel.apply(loop));
        case OrderStatistic _, Invocation _ -> {}
      }
    }
    return kernels;
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

  /// @return the number of tasks
  private static long run(Invocation invocation, Execution execution, int parallelism, Crew crew) {
    Deadline deadline = execution.deadline();
    InvocationRun run =
        new InvocationRun(
            execution.program(),
            invocation,
            execution.frame(),
            deadline::isOver,
            MemorySegment.ofArray(new long[1]));
    RoutineKernel kernel = new RoutineInterpreter().kernel(invocation.routine());
    long items = invocation.itemCount();
    TaskGroup.run(items, parallelism, deadline, crew, index -> kernel.run(run, index, index + 1));
    deadline.check();
    run.finish();
    return items;
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

package io.parallax.executor.thread;

import io.parallax.executor.Execution;
import io.parallax.executor.PlanExecutor.Items;
import io.parallax.executor.StopWord;
import io.parallax.executor.StopWords;
import io.parallax.kernel.InvocationRun;
import io.parallax.kernel.RoutineKernel;
import io.parallax.program.Invocation;
import io.parallax.program.ItemRanges;
import java.util.BitSet;
import java.util.function.Supplier;

/// One run of an [Invocation] on threads of this process: its tasks, which of them are complete,
/// and when it is to stop.
///
/// A loop of a caller's function may go on for as long as the request may take. So a thread that
/// runs a task asks every few milliseconds whether to stop ([StopWord]), and a virtual thread gives
/// way then. Once every item before the first that failed has run, the rest is stopped, too.
final class InvocationTasks {
  private final Supplier<RoutineKernel> kernels;
  private final StopWord stop;
  private final InvocationRun run;
  private final ItemRanges ranges;
  private final ThreadLocal<TimeSlice> slices = ThreadLocal.withInitial(TimeSlice::new);
  private final BitSet complete = new BitSet();
  private int completeBefore;
  private boolean decided;
  private volatile RoutineKernel last;

  private InvocationTasks(
      Invocation invocation,
      Supplier<RoutineKernel> kernels,
      Execution execution,
      int parallelism,
      StopWord stop) {
    this.kernels = kernels;
    this.stop = stop;
    this.last = kernels.get();
    run =
        new InvocationRun(
            execution.program(), invocation, execution.frame(), this::isOver, stop.memory());
    ranges = ItemRanges.of(invocation.itemCount(), parallelism);
  }

  /// Runs all items.
  ///
  /// @param kernels asked for the kernel of each task
  /// @param parallelism the most threads, at least 1
  /// @throws io.parallax.error.ComputeException the fault of the first item that fails, unless
  ///   failures are collected; else as [TaskGroup#run]
  static Items run(
      Invocation invocation,
      Supplier<RoutineKernel> kernels,
      Execution execution,
      int parallelism,
      StopWords stops,
      Crew crew) {
    try (StopWord stop = stops.watch(execution.deadline())) {
      InvocationTasks tasks =
          new InvocationTasks(invocation, kernels, execution, parallelism, stop);
      TaskGroup.run(tasks.ranges.count(), parallelism, execution.deadline(), crew, tasks::run);
      return tasks.finish();
    }
  }

  private boolean isOver() {
    slices.get().giveWay();
    return stop.isOver();
  }

  private void run(long task) {
    long first = ranges.first(task);
    if (!run.failedBefore(first)) {
      RoutineKernel kernel = kernels.get();
      kernel.run(run, first, ranges.end(task));
      last = kernel;
    }
    if (!stop.isOver()) {
      completed(Math.toIntExact(task));
    }
  }

  private synchronized void completed(int task) {
    complete.set(task);
    completeBefore = complete.nextClearBit(completeBefore);
    if (run.failedBefore(ranges.first(completeBefore)) && !decided) {
      decided = true;
      stop.stop();
    }
  }

  private synchronized boolean isDecided() {
    return decided;
  }

  private Items finish() {
    if (!isDecided()) {
      stop.check(); // a task may have been left undone
    }
    run.finish();
    return new Items(last.mode(), last.lanes(), ranges.count(), run.trips());
  }
}

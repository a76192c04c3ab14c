package io.parallax.executor.thread;

import io.parallax.executor.Execution;
import io.parallax.executor.PlanExecutor.Items;
import io.parallax.executor.StopWord;
import io.parallax.executor.StopWords;
import io.parallax.kernel.InvocationRun;
import io.parallax.kernel.RoutineKernel;
import io.parallax.program.Invocation;
import io.parallax.program.ItemRanges;
import java.lang.foreign.MemorySegment;
import java.util.BitSet;
import java.util.function.BooleanSupplier;

/// One run of an [Invocation] on threads of this process: its tasks, which of them are complete,
/// and when it is to stop.
///
/// A loop of a caller's function may go on for as long as the request may take. So a thread that
/// runs a task asks every few milliseconds whether to stop ([StopWord]), and a virtual thread gives
/// way then. Once every item before the first that failed has run, the rest is stopped, too.
final class InvocationTasks {
  private final RoutineKernels kernels;
  private final Execution execution;
  private final Invocation invocation;
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
      RoutineKernels kernels,
      Execution execution,
      int parallelism,
      StopWord stop) {
    this.kernels = kernels;
    this.stop = stop;
    this.last = kernels.current();
    this.execution = execution;
    this.invocation = invocation;
    run = run(this::isOver);
    ranges = ItemRanges.of(invocation.itemCount(), parallelism);
  }

  /// Runs all items.
  ///
  /// @param parallelism the most threads, at least 1
  /// @throws io.parallax.error.ComputeException the fault of the first item that fails, unless
  ///   failures are collected; else as [TaskGroup#run]
  static Items run(
      Invocation invocation,
      RoutineKernels kernels,
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

  private InvocationRun run(BooleanSupplier over) {
    return new InvocationRun(
        execution.program(), invocation, execution.frame(), over, stop.memory());
  }

  private boolean isOver() {
    slices.get().giveWay();
    return stop.isOver();
  }

  private void run(long task) {
    long first = ranges.first(task);
    if (!run.failedBefore(first)) {
      RoutineKernel kernel = kernels.current();
      if (!kernels.mayBeReplaced(kernel)) {
        kernel.run(run, first, ranges.end(task));
      } else if (!isFinished(kernel, task)) {
        kernel = kernels.current();
        kernel.run(run, first, ranges.end(task));
      }
      last = kernel;
    }
    if (!stop.isOver()) {
      completed(Math.toIntExact(task));
    }
  }

  /// Runs a task until it ends or there is a better kernel for it. What was recorded until then
  /// does not count.
  private boolean isFinished(RoutineKernel kernel, long task) {
    InvocationRun attempt = run(() -> isOver() || kernels.isReplaced(kernel));
    kernel.run(attempt, ranges.first(task), ranges.end(task));
    if (stop.isOver()) {
      return true;
    }
    if (kernels.isReplaced(kernel)) {
      return false; // the task may have been left undone
    }
    MemorySegment remains = MemorySegment.ofArray(new long[InvocationRun.REMAINS_LONGS]);
    attempt.handOver(remains);
    run.takeOver(remains);
    return true;
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

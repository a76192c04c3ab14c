package io.parallax.executor.thread;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.limit.Deadline;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// The numbered tasks of one loop. Any thread may claim the next task; the thread that made the
/// group takes part and waits for the others.
///
/// A thread increments a count before it claims a task and decrements it after the task. Once no
/// task is left and the count is 0, no thread touches the memory that the tasks work on, and a
/// thread that comes later finds no task to claim. The deadline is checked before every task. The
/// first failure of any kind stops further claims and is thrown to the owner, whichever thread met
/// it.
public final class TaskGroup {
  private final long count;
  private final Deadline deadline;
  private final LongConsumer task;
  private final Thread owner = Thread.currentThread();
  private final AtomicLong next = new AtomicLong();
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  private TaskGroup(long count, Deadline deadline, LongConsumer task) {
    this.count = count;
    this.deadline = deadline;
    this.task = task;
  }

  /// Runs tasks 0 … count − 1 on the calling thread and up to `parallelism` − 1 threads of the
  /// crew. Tasks are claimed in ascending order. Returns or throws only after the last task has
  /// ended.
  ///
  /// @throws ComputeException an exception of a task, DEADLINE_EXCEEDED when the time passes or the
  ///   calling thread is interrupted (it stays interrupted), or INTERNAL for anything else that a
  ///   task throws
  public static void run(
      long count, int parallelism, Deadline deadline, Crew crew, LongConsumer task) {
    int helpers = (int) Math.min(count, parallelism) - 1;
    if (helpers > 0) {
      TaskGroup group = new TaskGroup(count, deadline, task);
      try {
        crew.help(group, helpers);
      } catch (OutOfMemoryError noThread) {
        // Helpers may be at work already, so the group is completed in any case.
      }
      group.complete();
    } else {
      runAlone(count, deadline, task);
    }
  }

  /// Runs all tasks on the calling thread, without counting threads.
  private static void runAlone(long count, Deadline deadline, LongConsumer task) {
    TimeSlice slice = new TimeSlice();
    for (long index = 0; index < count; index++) {
      if (index > 0) {
        giveWay(slice);
      }
      deadline.check();
      try {
        task.accept(index);
      } catch (Throwable thrown) {
        throw failure(thrown);
      }
    }
  }

  private static void giveWay(TimeSlice slice) {
    if (Thread.currentThread().isInterrupted()) {
      throw interrupted();
    }
    slice.giveWay();
  }

  /// Claims and runs one task.
  ///
  /// @return whether a task was left and it succeeded
  public boolean runNext() {
    running.incrementAndGet();
    try {
      long index = next.getAndIncrement();
      if (index >= count) {
        return false;
      }
      deadline.check();
      task.accept(index);
      return true;
    } catch (Throwable thrown) {
      fail(thrown);
      return false;
    } finally {
      if (running.decrementAndGet() == 0 && !hasNext()) {
        LockSupport.unpark(owner);
      }
    }
  }

  private boolean hasNext() {
    return next.get() < count;
  }

  private void fail(Throwable thrown) {
    failure.compareAndSet(null, thrown);
    next.set(count);
  }

  private void complete() {
    TimeSlice slice = new TimeSlice();
    runNext();
    while (hasNext()) {
      if (owner.isInterrupted()) {
        fail(interrupted());
      } else {
        slice.giveWay();
        runNext();
      }
    }
    awaitOthers();
    Throwable thrown = failure.get();
    if (thrown != null) {
      throw failure(thrown);
    }
  }

  private static ComputeException interrupted() {
    return new ComputeException(ErrorCode.DEADLINE_EXCEEDED, "the request was interrupted");
  }

  private static ComputeException failure(Throwable thrown) {
    return thrown instanceof ComputeException known
        ? known
        : new ComputeException(ErrorCode.INTERNAL, "a part of the computation failed", thrown);
  }

  private void awaitOthers() {
    boolean interrupted = false;
    while (running.get() > 0) {
      LockSupport.park(this);
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      owner.interrupt();
    }
  }
}

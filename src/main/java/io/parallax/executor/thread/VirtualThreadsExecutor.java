package io.parallax.executor.thread;

import io.parallax.executor.Execution;
import io.parallax.executor.PlanExecutor;
import io.parallax.limit.Deadline;
import io.parallax.program.Program;
import java.util.concurrent.Semaphore;
import java.util.function.LongConsumer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Runs morsels on virtual threads made for the step, and on the calling thread.
///
/// Over all requests, a fair semaphore lets as many of these threads work at a time as there are
/// cores. Each thread releases its permit after every task, so requests take turns.
@Component
public final class VirtualThreadsExecutor implements PlanExecutor, TaskRunner, Crew {
  /// The time until a new thread begins its first task (measured: 1.7 µs, on a busy machine more).
  private static final double START_NANOS = 6_000;

  /// The time for a task's permit and for giving way (measured: 10 ns, and 1 % of the time).
  private static final double TURN_NANOS = 100;

  private final ProgramRunner programs;
  private final int parallelism;
  private final Semaphore permits;

  @Autowired
  public VirtualThreadsExecutor(ProgramRunner programs) {
    this(programs, Runtime.getRuntime().availableProcessors());
  }

  public VirtualThreadsExecutor(ProgramRunner programs, int parallelism) {
    this.programs = programs;
    this.parallelism = parallelism;
    this.permits = new Semaphore(parallelism, true);
  }

  @Override
  public String name() {
    return "virtual-threads";
  }

  @Override
  public String description() {
    return "A virtual thread for each share of the work: many requests at the same time.";
  }

  @Override
  public Availability availability() {
    return Availability.AVAILABLE;
  }

  @Override
  public int maximumParallelism() {
    return parallelism;
  }

  @Override
  public Overhead overhead() {
    return new Overhead(START_NANOS, ProgramRunner.MORSEL_NANOS + TURN_NANOS);
  }

  @Override
  public long scratchBytes(Program program, int most) {
    return programs.scratchBytes(program, Math.min(most, maximumParallelism()));
  }

  @Override
  public Report execute(Execution execution) {
    return programs.run(execution, parallelism, this);
  }

  @Override
  public void forEach(long count, int most, Deadline deadline, LongConsumer task) {
    TaskGroup.run(count, Math.min(most, parallelism), deadline, this, task);
  }

  @Override
  public void help(TaskGroup tasks, int helpers) {
    for (int helper = 0; helper < helpers; helper++) {
      Thread.ofVirtual().name("virtual-", 0).start(() -> work(tasks));
    }
  }

  private void work(TaskGroup tasks) {
    TimeSlice slice = new TimeSlice();
    boolean more = true;
    while (more) {
      permits.acquireUninterruptibly();
      try {
        more = tasks.runNext();
      } finally {
        permits.release();
      }
      slice.giveWay();
    }
  }
}

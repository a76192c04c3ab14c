package io.parallax.executor.thread;

import io.parallax.executor.Execution;
import io.parallax.executor.PlanExecutor;
import io.parallax.limit.Deadline;
import io.parallax.program.Program;
import java.util.function.LongConsumer;
import org.springframework.stereotype.Component;

/// Runs morsels on the threads of the [CorePool] and on the calling thread.
@Component
public final class PlatformThreadsExecutor implements PlanExecutor, TaskRunner {
  /// The time until a parked thread begins its first task (measured: 1.5 µs, on a busy machine up
  /// to 20 µs).
  public static final double START_NANOS = 5_000;

  private final ProgramRunner programs;
  private final CorePool pool;

  public PlatformThreadsExecutor(ProgramRunner programs, CorePool pool) {
    this.programs = programs;
    this.pool = pool;
  }

  @Override
  public String name() {
    return "platform-threads";
  }

  @Override
  public String description() {
    return "A fixed pool with one thread a core: large arrays, with predictable times.";
  }

  @Override
  public Availability availability() {
    return Availability.AVAILABLE;
  }

  @Override
  public int maximumParallelism() {
    return pool.size();
  }

  @Override
  public Overhead overhead() {
    return new Overhead(START_NANOS, ProgramRunner.MORSEL_NANOS);
  }

  @Override
  public long scratchBytes(Program program, int most) {
    return programs.scratchBytes(program, Math.min(most, maximumParallelism()));
  }

  @Override
  public Report execute(Execution execution) {
    return programs.run(execution, maximumParallelism(), pool);
  }

  @Override
  public void forEach(long count, int parallelism, Deadline deadline, LongConsumer task) {
    pool.forEach(count, parallelism, deadline, task);
  }
}

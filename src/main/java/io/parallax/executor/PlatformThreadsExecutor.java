package io.parallax.executor;

import io.parallax.program.Program;
import java.util.function.LongConsumer;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Runs morsels on the threads of the [CorePool] and on the calling thread.
@Component
@Order(2)
final class PlatformThreadsExecutor implements PlanExecutor {
  /// Until a parked thread begins its first task (measured: 1.5 µs, on a busy machine up to 20 µs).
  static final double START_NANOS = 5_000;

  private final ProgramRunner programs;
  private final CorePool pool;

  PlatformThreadsExecutor(ProgramRunner programs, CorePool pool) {
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
    TaskGroup.run(count, Math.min(parallelism, maximumParallelism()), deadline, pool, task);
  }
}

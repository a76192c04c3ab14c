package io.parallax.executor.thread;

import io.parallax.executor.Execution;
import io.parallax.executor.PlanExecutor;
import io.parallax.limit.Deadline;
import io.parallax.program.Program;
import java.util.function.LongConsumer;
import org.springframework.stereotype.Component;

/// Runs every morsel on the calling thread.
@Component
public final class SequentialExecutor implements PlanExecutor, TaskRunner {
  private final ProgramRunner programs;

  public SequentialExecutor(ProgramRunner programs) {
    this.programs = programs;
  }

  @Override
  public String name() {
    return "sequential";
  }

  @Override
  public String description() {
    return "The calling thread alone: tiny arrays, and the baseline for the others.";
  }

  @Override
  public Availability availability() {
    return Availability.AVAILABLE;
  }

  @Override
  public int maximumParallelism() {
    return 1;
  }

  @Override
  public Overhead overhead() {
    return new Overhead(0, ProgramRunner.MORSEL_NANOS);
  }

  @Override
  public long scratchBytes(Program program, int most) {
    return programs.scratchBytes(program, Math.min(most, maximumParallelism()));
  }

  @Override
  public Report execute(Execution execution) {
    return programs.run(execution, 1, Crew.NONE);
  }

  @Override
  public void forEach(long count, int parallelism, Deadline deadline, LongConsumer task) {
    TaskGroup.run(count, 1, deadline, Crew.NONE, task);
  }
}

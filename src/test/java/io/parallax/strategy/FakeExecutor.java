package io.parallax.strategy;

import io.parallax.executor.Deadline;
import io.parallax.executor.Execution;
import io.parallax.executor.PlanExecutor;
import io.parallax.executor.Preparation;
import io.parallax.program.Program;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/// An executor that only says what it is.
record FakeExecutor(
    String name,
    int maximumParallelism,
    Overhead overhead,
    Availability availability,
    Preparation preparation,
    List<Duration> elsewhere,
    boolean sharesMemory)
    implements PlanExecutor {

  static FakeExecutor of(String name, int maximumParallelism, double startNanos) {
    return of(name, maximumParallelism, new Overhead(startNanos, 100));
  }

  static FakeExecutor of(String name, int maximumParallelism, Overhead overhead) {
    return new FakeExecutor(
        name,
        maximumParallelism,
        overhead,
        Availability.AVAILABLE,
        Preparation.READY,
        new ArrayList<>(),
        false);
  }

  FakeExecutor unavailable(String reason) {
    return new FakeExecutor(
        name,
        maximumParallelism,
        overhead,
        Availability.unavailable(reason),
        preparation,
        elsewhere,
        sharesMemory);
  }

  FakeExecutor prepared(Preparation state) {
    return new FakeExecutor(
        name, maximumParallelism, overhead, availability, state, elsewhere, sharesMemory);
  }

  /// One with worker processes.
  FakeExecutor sharing() {
    return new FakeExecutor(
        name, maximumParallelism, overhead, availability, preparation, elsewhere, true);
  }

  @Override
  public Preparation preparation(Program program) {
    return preparation;
  }

  @Override
  public void ranElsewhere(Program program, Duration time) {
    elsewhere.add(time);
  }

  @Override
  public String description() {
    return "Is " + name + ".";
  }

  @Override
  public Report execute(Execution execution) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void forEach(long count, int parallelism, Deadline deadline, LongConsumer task) {
    throw new UnsupportedOperationException();
  }
}

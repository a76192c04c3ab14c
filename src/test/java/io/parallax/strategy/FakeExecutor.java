package io.parallax.strategy;

import io.parallax.executor.Deadline;
import io.parallax.executor.Execution;
import io.parallax.executor.PlanExecutor;
import java.util.function.LongConsumer;

/// An executor that only says what it is.
record FakeExecutor(
    String name, int maximumParallelism, Overhead overhead, Availability availability)
    implements PlanExecutor {

  static FakeExecutor of(String name, int maximumParallelism, double startNanos) {
    return new FakeExecutor(
        name, maximumParallelism, new Overhead(startNanos, 100), Availability.AVAILABLE);
  }

  FakeExecutor unavailable(String reason) {
    return new FakeExecutor(name, maximumParallelism, overhead, Availability.unavailable(reason));
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

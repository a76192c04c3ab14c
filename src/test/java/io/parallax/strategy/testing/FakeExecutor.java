package io.parallax.strategy.testing;

import io.parallax.executor.ArrayAccess;
import io.parallax.executor.Execution;
import io.parallax.executor.PlanExecutor;
import io.parallax.executor.Preparation;
import io.parallax.program.Program;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// An executor that only says what it is.
public record FakeExecutor(
    String name,
    int maximumParallelism,
    Overhead overhead,
    Availability availability,
    Preparation preparation,
    List<Duration> elsewhere,
    ArrayAccess arrayAccess)
    implements PlanExecutor {

  public static FakeExecutor of(String name, int maximumParallelism, double startNanos) {
    return of(name, maximumParallelism, new Overhead(startNanos, 100));
  }

  public static FakeExecutor of(String name, int maximumParallelism, Overhead overhead) {
    return new FakeExecutor(
        name,
        maximumParallelism,
        overhead,
        Availability.AVAILABLE,
        Preparation.READY,
        new ArrayList<>(),
        ArrayAccess.DIRECT);
  }

  public FakeExecutor unavailable(String reason) {
    return new FakeExecutor(
        name,
        maximumParallelism,
        overhead,
        Availability.unavailable(reason),
        preparation,
        elsewhere,
        arrayAccess);
  }

  public FakeExecutor prepared(Preparation state) {
    return new FakeExecutor(
        name, maximumParallelism, overhead, availability, state, elsewhere, arrayAccess);
  }

  /// One that reaches arrays in this way.
  public FakeExecutor reaching(ArrayAccess access) {
    return new FakeExecutor(
        name, maximumParallelism, overhead, availability, preparation, elsewhere, access);
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
}

package io.parallax.kernel.testing;

import io.parallax.kernel.RoutineEngine;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What every engine of routines must pass.
public abstract class RoutineEquality {
  /// The engine under test.
  protected abstract RoutineEngine engine();

  /// On values a third of which are special, NaN, infinities and the extremes of integers among
  /// them.
  @Test
  public void everyOperationHasTheBitsAndFaultsOfTheOracle() {
    RoutineEngine engine = engine();
    Stream.of(
            OperationKind.UNARY,
            OperationKind.BINARY,
            OperationKind.COMPARE,
            OperationKind.SELECT,
            OperationKind.CONVERT,
            OperationKind.REINTERPRET,
            OperationKind.FUSED)
        .flatMap(List::stream)
        .forEach(kind -> OperationRoutine.of(kind).check(engine, RoutineCut.WHOLE));
  }

  @Test
  public void randomRoutinesHaveTheBitsFaultsAndTripsOfTheOracle() {
    RoutineEngine engine = engine();
    LongStream.range(0, RandomRoutines.VERIFIED)
        .parallel()
        .forEach(number -> RandomRoutines.check(number, engine));
  }
}

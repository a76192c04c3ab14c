package io.parallax.kernel.testing;

import io.parallax.kernel.RoutineEngine;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// What every engine of routines must pass.
public abstract class RoutineEquality {
  /// The engine under test.
  protected abstract RoutineEngine engine();

  @Test
  public void randomRoutinesHaveTheBitsFaultsAndTripsOfTheOracle() {
    RoutineEngine engine = engine();
    LongStream.range(0, RandomRoutines.VERIFIED)
        .parallel()
        .forEach(number -> RandomRoutines.check(number, engine));
  }
}

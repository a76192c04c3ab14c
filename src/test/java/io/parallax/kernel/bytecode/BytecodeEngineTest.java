package io.parallax.kernel.bytecode;

import io.parallax.kernel.RoutineEngine;
import io.parallax.kernel.testing.RandomRoutines;
import io.parallax.kernel.testing.RoutineEquality;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Looks whether the run is over after every few trips, so that random routines, whose loops are
/// short, get there.
class BytecodeEngineTest extends RoutineEquality {
  private static final int OPERATIONS_BETWEEN_LOOKS = 200;

  @Override
  protected RoutineEngine engine() {
    return new BytecodeEngine(OPERATIONS_BETWEEN_LOOKS, RoutineClass.LARGEST);
  }

  @Test
  void routinesOfManyMethodsHaveTheBitsFaultsAndTripsOfTheOracle() {
    RoutineEngine engine = new BytecodeEngine(OPERATIONS_BETWEEN_LOOKS, 400);
    LongStream.range(0, RandomRoutines.VERIFIED / 4)
        .parallel()
        .forEach(number -> RandomRoutines.check(number, engine));
  }
}

package io.parallax.kernel.bytecode;

import io.parallax.kernel.RoutineEngine;
import io.parallax.kernel.testing.RoutineEquality;

/// Looks whether the run is over after every few trips, so that random routines, whose loops are
/// short, get there.
class BytecodeEngineTest extends RoutineEquality {
  @Override
  protected RoutineEngine engine() {
    return new BytecodeEngine(200);
  }
}

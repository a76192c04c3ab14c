package io.parallax.kernel.llvm;

import io.parallax.kernel.RoutineEngine;
import io.parallax.kernel.testing.RoutineEquality;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NativeRoutineTest extends RoutineEquality {
  private final LlvmEngine llvm = Engines.open();

  @AfterAll
  void close() {
    llvm.close();
  }

  @Override
  protected RoutineEngine engine() {
    return new NativeRoutines(llvm);
  }
}

package io.parallax.kernel.llvm;

import io.parallax.kernel.testing.EngineEquality;
import io.parallax.kernel.testing.MorselOrder;
import io.parallax.kernel.testing.ProgramRunner;
import io.parallax.kernel.testing.RandomPrograms;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LlvmEngineTest extends EngineEquality {
  private final LlvmEngine engine = Engines.open();

  @AfterAll
  void close() {
    engine.close();
  }

  @Override
  protected ProgramRunner runner() {
    return new NativeRunner(engine, MorselOrder.SHUFFLED);
  }

  @Override
  protected int randomPrograms() {
    return RandomPrograms.VERIFIED;
  }
}

package io.parallax.kernel.block;

import io.parallax.kernel.testing.EngineEquality;
import io.parallax.kernel.testing.EngineRunner;
import io.parallax.kernel.testing.MorselOrder;
import io.parallax.kernel.testing.ProgramRunner;
import io.parallax.kernel.testing.RandomPrograms;
import org.junit.jupiter.api.AutoClose;

class VectorEngineTest extends EngineEquality {
  @AutoClose static final BlockEngine ENGINE = BlockEngine.create();

  @Override
  protected ProgramRunner runner() {
    return new EngineRunner(ENGINE, MorselOrder.CONCURRENT);
  }

  @Override
  protected int randomPrograms() {
    return RandomPrograms.VERIFIED;
  }
}

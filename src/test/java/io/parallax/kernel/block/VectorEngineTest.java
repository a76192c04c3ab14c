package io.parallax.kernel.block;

import io.parallax.kernel.EngineEquality;
import io.parallax.kernel.EngineRunner;
import io.parallax.kernel.MorselOrder;
import io.parallax.kernel.ProgramRunner;
import io.parallax.kernel.RandomPrograms;
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

package io.parallax.kernel.block;

import io.parallax.kernel.testing.EngineEquality;
import io.parallax.kernel.testing.EngineRunner;
import io.parallax.kernel.testing.MorselOrder;
import io.parallax.kernel.testing.ProgramRunner;
import org.junit.jupiter.api.AutoClose;

class ScalarEngineTest extends EngineEquality {
  @AutoClose static final BlockEngine ENGINE = BlockEngine.createScalar();

  @Override
  protected ProgramRunner runner() {
    return new EngineRunner(ENGINE, MorselOrder.CONCURRENT);
  }
}

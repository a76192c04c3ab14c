package io.parallax.kernel.block;

import io.parallax.kernel.EngineEquality;
import io.parallax.kernel.EngineRunner;
import io.parallax.kernel.MorselOrder;
import io.parallax.kernel.ProgramRunner;
import org.junit.jupiter.api.AutoClose;

class ScalarEngineTest extends EngineEquality {
  @AutoClose static final BlockEngine ENGINE = BlockEngine.createScalar();

  @Override
  protected ProgramRunner runner() {
    return new EngineRunner(ENGINE, MorselOrder.CONCURRENT);
  }
}

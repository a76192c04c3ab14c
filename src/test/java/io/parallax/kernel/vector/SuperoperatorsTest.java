package io.parallax.kernel.vector;

import io.parallax.kernel.EngineRunner;
import io.parallax.kernel.ExpressionEquality;
import io.parallax.kernel.MorselOrder;
import io.parallax.kernel.ProgramRunner;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;

/// Every two operations and more that could be a superoperator are one, from the first block on.
class SuperoperatorsTest extends ExpressionEquality {
  private static final int MOST = 48;

  private static final LoopProvider PROVIDER = new VectorLoops();

  @AutoClose
  static final BlockEngine ENGINE =
      new BlockEngine(PROVIDER, new FusionAtOnce(PROVIDER, SuperoperatorsTest::every));

  private static Optional<OperationGroups.Group> every(OperationGroups groups, int start, int end) {
    return groups.from(start, end, MOST).filter(group -> group.members().size() > 1);
  }

  @Override
  protected ProgramRunner runner() {
    return new EngineRunner(ENGINE, MorselOrder.CONCURRENT);
  }
}

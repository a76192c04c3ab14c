package io.parallax.kernel.vector;

import io.parallax.kernel.EngineRunner;
import io.parallax.kernel.MorselOrder;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RandomLoopsTest {
  private static final int LOOPS = 200;

  static Stream<BlockEngine> engines() {
    return Stream.of(BlockEngine.create(), BlockEngine.createScalar());
  }

  @ParameterizedTest
  @MethodSource("engines")
  void loopsOfAnyShapeHaveTheBitsOfTheOracle(BlockEngine engine) {
    try (engine) {
      RandomLoops loops = new RandomLoops(20_261_121);
      EngineRunner runner = new EngineRunner(engine, MorselOrder.SHUFFLED);
      for (int loop = 0; loop < LOOPS; loop++) {
        loops.next().check(runner);
      }
    }
  }
}

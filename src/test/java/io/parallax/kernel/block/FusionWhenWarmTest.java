package io.parallax.kernel.block;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.kernel.testing.EngineCase;
import io.parallax.kernel.testing.EngineRunner;
import io.parallax.kernel.testing.MorselOrder;
import io.parallax.kernel.testing.ProgramRunner;
import io.parallax.kernel.testing.TestArray;
import io.parallax.language.MathFunction;
import io.parallax.lowering.Lowering;
import io.parallax.program.Program;
import io.parallax.type.DataType;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class FusionWhenWarmTest {
  private static final int SIZE = 100_000;

  /// The bits are those of the oracle before, when and after the loop is put to use.
  @Test
  @Timeout(300)
  void aLoopIsPutToUseOnceItIsWarm() {
    Program program = Lowering.function(MathFunction.SIN, DataType.FLOAT64, SIZE);
    double[] x = IntStream.range(0, SIZE).mapToDouble(at -> at * 1e-3 - 40).toArray();
    EngineCase sines = new EngineCase("sin", program, Map.of("x", TestArray.of(x)));
    try (BlockEngine engine = BlockEngine.create()) {
      assertThat(engine.name()).startsWith("vector-");
      ProgramRunner runner = new EngineRunner(engine, MorselOrder.CONCURRENT);
      while (engine.warmSuperoperators() == 0) {
        sines.check(runner);
      }
      sines.check(runner);
    }
  }

  @Test
  void nothingIsMadeThatNobodyWants() {
    Program program = Lowering.function(MathFunction.COS, DataType.FLOAT32, SIZE);
    EngineCase cosines = new EngineCase("cos", program, Map.of("x", TestArray.of(new float[SIZE])));
    try (BlockEngine engine = BlockEngine.create()) {
      cosines.check(new EngineRunner(engine, MorselOrder.CONCURRENT));
      assertThat(engine.warmSuperoperators()).isZero();
    }
  }
}

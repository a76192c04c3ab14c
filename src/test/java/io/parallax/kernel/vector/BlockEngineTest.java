package io.parallax.kernel.vector;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.program.Loop;
import io.parallax.program.Lowering;
import io.parallax.program.MathFunction;
import io.parallax.type.DataType;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class BlockEngineTest {
  @AutoClose private final BlockEngine engine = BlockEngine.createScalar();

  @Test
  void plansALoopOnce() {
    Loop loop = exponentials();
    assertThat(engine.kernel(loop)).isSameAs(engine.kernel(loop));
  }

  @Test
  void tellsLoopsApartThatAreEqual() {
    Loop loop = exponentials();
    Loop equal = exponentials();
    assertThat(equal).isEqualTo(loop);
    assertThat(engine.kernel(equal)).isNotSameAs(engine.kernel(loop));
  }

  private static Loop exponentials() {
    return Lowering.function(MathFunction.EXP, DataType.FLOAT64, 10).loops().getFirst();
  }
}

package io.parallax.kernel.block;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parallax.type.DataType;
import java.lang.foreign.Arena;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoopWarmUpTest {
  @Test
  void everyCaseRuns() {
    try (BlockEngine engine = BlockEngine.create();
        Arena arena = Arena.ofShared()) {
      for (DataType type : DataType.values()) {
        CommonLoops.arithmetic(type).forEach(key -> WarmUpCase.of(key, arena, engine).run(1));
        CommonLoops.unary(type).forEach(key -> WarmUpCase.of(key, arena, engine).run(1));
        WarmUpCase.ofCompaction(type, arena, engine).run(2);
      }
      WarmUpCase.ofPolynomial(DataType.FLOAT32, arena, engine).run(2);
      WarmUpCase.ofPolynomial(DataType.FLOAT64, arena, engine).run(2);
      CommonLoops.reductions().forEach(key -> WarmUpCase.of(key, arena, engine).run(2));
    }
  }

  @Test
  void endsSoonAfterItsLimit() {
    try (BlockEngine engine = BlockEngine.create()) {
      Duration taken = engine.warm(Duration.ofMillis(10));
      assertTrue(taken.compareTo(Duration.ofSeconds(10)) < 0, taken.toString());
    }
  }
}

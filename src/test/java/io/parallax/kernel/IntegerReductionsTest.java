package io.parallax.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.kernel.block.BlockEngine;
import io.parallax.kernel.interpreter.Interpreter;
import io.parallax.kernel.testing.EngineRunner;
import io.parallax.kernel.testing.IntegerSums;
import io.parallax.kernel.testing.MorselOrder;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Sums and products of integers are exact, and an error where int64 cannot represent them.
class IntegerReductionsTest {
  @AutoClose private final BlockEngine fastest = BlockEngine.create();
  @AutoClose private final BlockEngine scalar = BlockEngine.createScalar();

  private final List<Engine> engines = List.of(new Interpreter(), fastest, scalar);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 8, 9, 31, 33, 65, 513, 32_769, 65_541})
  void whatFitsExactlyIsNoFaultAndWhatDoesNotIsOne(int length) {
    for (IntegerSums each : IntegerSums.of(length)) {
      for (Engine engine : engines) {
        assertThat(each.isRight(new EngineRunner(engine, MorselOrder.SHUFFLED)))
            .as("%s on %s", each, engine.name())
            .isTrue();
      }
    }
  }
}

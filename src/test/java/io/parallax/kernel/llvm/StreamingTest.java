package io.parallax.kernel.llvm;

import io.parallax.kernel.EngineCase;
import io.parallax.kernel.ExpressionCases;
import io.parallax.kernel.MorselOrder;
import io.parallax.kernel.ProgramRunner;
import io.parallax.program.Loop;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamingTest {
  private static final long ALWAYS = 0;

  @ParameterizedTest
  @ValueSource(ints = {1, 9, 1_025, Loop.MORSEL + 1})
  void storesPastTheCachesLeaveTheSameBits(int length) {
    NativeSettings settings =
        new NativeSettings(Optional.empty(), Optional.empty(), 1, 1_000, 256L << 20, ALWAYS);
    try (LlvmEngine engine = Engines.open(settings)) {
      ProgramRunner runner = new NativeRunner(engine, MorselOrder.CONCURRENT);
      ExpressionCases cases = new ExpressionCases(length, 3);
      Stream.concat(cases.elementwise(), cases.reductions())
          .forEach((EngineCase each) -> each.check(runner));
    }
  }
}

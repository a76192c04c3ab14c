package io.parallax.kernel.llvm;

import io.parallax.kernel.testing.EngineCase;
import io.parallax.kernel.testing.ExpressionCases;
import io.parallax.kernel.testing.MorselOrder;
import io.parallax.program.Loop;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
class StreamingTest {
  private static final long ALWAYS = 0;

  private final LlvmEngine engine = Engines.open(new NativeSettings(2, 1_000, 256L << 20, ALWAYS));

  @AfterAll
  void close() {
    engine.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 9, 1_025, Loop.MORSEL + 1})
  void storesPastTheCachesLeaveTheSameBits(int length) {
    EngineCase.checkAll(
        new ExpressionCases(length, 3).texts(), new NativeRunner(engine, MorselOrder.CONCURRENT));
  }
}

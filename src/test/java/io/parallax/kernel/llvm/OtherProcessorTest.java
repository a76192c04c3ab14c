package io.parallax.kernel.llvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.kernel.testing.EngineCase;
import io.parallax.kernel.testing.ExpressionCases;
import io.parallax.kernel.testing.MorselOrder;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Every function and operator of every type, and processors that this machine cannot be, are left
/// to [OtherProcessorsCampaign].
@Execution(ExecutionMode.CONCURRENT)
class OtherProcessorTest {
  @Test
  void aProcessorWithShorterVectorsComputesTheSameBits() {
    try (LlvmEngine engine = Engines.open(Engines.SETTINGS, Engines::withoutAvx512)) {
      EngineCase.checkAll(
          Stream.of(new ExpressionCases(9, 3), new ExpressionCases(1_025, 3))
              .flatMap(OtherProcessorTest::cases),
          new NativeRunner(engine, MorselOrder.SHUFFLED));
    }
  }

  private static Stream<EngineCase> cases(ExpressionCases cases) {
    return Stream.of(cases.texts(), cases.reductions(), cases.selections(), cases.random(1, 50, 3))
        .flatMap(each -> each);
  }

  @Test
  void aLesserProcessorGetsNoInstructionsThatItLacks() {
    try (LlvmEngine engine = Engines.open(Engines.SETTINGS, Engines::withoutAvx512)) {
      assertThat(engine.listing(Loops.of("a + b")).assembly())
          .contains("vaddpd")
          .contains("%ymm")
          .doesNotContain("%zmm")
          .doesNotContain("%k1");
    }
  }
}

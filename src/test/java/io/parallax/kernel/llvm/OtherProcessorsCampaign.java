package io.parallax.kernel.llvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.kernel.testing.EngineCase;
import io.parallax.kernel.testing.ExpressionCases;
import io.parallax.kernel.testing.MorselOrder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What `verify` only samples in [OtherProcessorTest]: every function and operator of every type,
/// compiled for processors that are not this one.
class OtherProcessorsCampaign {
  @Test
  void aProcessorWithShorterVectorsComputesTheSameBits() {
    try (LlvmEngine engine = Engines.open(Engines.SETTINGS, Engines::withoutAvx512)) {
      EngineCase.checkAll(
          Stream.of(new ExpressionCases(9, 3), new ExpressionCases(1_025, 3))
              .flatMap(cases -> Stream.concat(cases.elementwise(), cases.random(2, 500, 3))),
          new NativeRunner(engine, MorselOrder.SHUFFLED));
    }
  }

  /// In a JVM of its own: what LLVM cannot select for a target ends the process.
  @Test
  void armHasInstructionsForEverything() throws IOException, InterruptedException {
    try (LlvmEngine engine = Engines.open()) {
      assertThat(engine.name()).startsWith("llvm-"); // the library is there
    }
    Process child =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                CompileForArm.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(child.waitFor()).as(output).isZero();
  }
}
